import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineModel, defineNode, out, type Finding, type Project, type TaskState } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openFileAssetStore } from '../assets/file-asset-store.ts'
import { drawProject } from '../engine/testing/draw-project.ts'
import { openWorkshop, ended } from '../engine/testing/workshop.ts'
import type { AnyExecutor } from '../engine/task-host.ts'
import { createMedia } from '../media/create-media.ts'
import { findFfmpeg, findFfprobe } from '../media/ffmpeg-binary.ts'
import { probe } from '../media/probe.ts'
import { openDatabase } from '../store/embedded/database.ts'
import { createAssetFacts } from '../store/embedded/asset-facts.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

/** What a clip shows, take by take; the last one from then on. */
const SCENES: Readonly<Record<string, readonly string[]>> = {
  'black, then good': ['color=black:s=160x90:r=24:d=2', 'testsrc2=s=160x90:r=24:d=2'],
  'still, then short and still': ['smptebars=s=160x90:r=24:d=2', 'smptebars=s=160x90:r=24:d=1'],
  good: ['testsrc2=s=160x90:r=24:d=2'],
}

const kind = defineNode({
  ...{ id: 'clip', version: 1, title: 'Clip', summary: 'For tests.', category: 'generate' },
  ...{ model: { makes: 'video', default: 'work/clip' }, params: z.object({}), inputs: {}, outputs: {} },
})
const model = defineModel({
  ...{ id: 'work/clip', version: 1, makes: 'video', title: 'Clip', summary: 'For tests.', inputs: {} },
  params: z.object({ scene: z.string().default('good'), seconds: z.number().default(2) }),
  outputs: { video: out.video() },
})

/** The real engine, store, probe and ffmpeg; only what is filmed is the test's. */
const openStudio = async () => {
  const folder = temporaryFolder()
  const ffmpegPath = await findFfmpeg()
  const ffprobePath = await findFfprobe(ffmpegPath)
  mkdirSync(join(folder, 'assets'), { recursive: true })
  const assets = await openFileAssetStore({
    folder: join(folder, 'assets'),
    facts: createAssetFacts(openDatabase(join(folder, 'facts.db'))),
    probe: (path, signal) => probe({ path, ffprobePath, signal }),
  })
  const log = { info: () => {}, warn: () => {} }
  const executor: AnyExecutor = {
    async run({ params, take }, { media }) {
      const scenes = SCENES[String(params['scene'])] ?? []
      const lavfi = scenes[Math.min(take, scenes.length - 1)] ?? ''
      const options = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p']
      return { video: { file: await media.ffmpeg({ inputs: [{ lavfi }], options, extension: 'mp4', seconds: 2 }) } }
    },
  }
  const workshop = openWorkshop({
    kinds: [kind],
    shop: { models: [model], executors: { 'work/clip': async () => ({ executor }) }, fetch },
    media: {
      assets,
      openMedia: (signal) =>
        createMedia({
          ...{ ffmpegPath, ffprobePath, signal, log },
          scratchRoot: join(folder, 'scratch'),
          assetPath: (id) => assets.path(id),
        }),
    },
  })
  const film = (checks: Parameters<typeof drawProject>[0][string]['checks'], scene: string): Project =>
    drawProject({ clip: { kind: 'clip', params: { scene }, ...(checks && { checks }) } })
  return {
    workshop,
    async run(checks: Parameters<typeof film>[0], scene: string): Promise<TaskState> {
      const id = await workshop.engine.start({ project: film(checks, scene), revision: 1, scope: { of: 'all' } })
      const { tasks } = await ended(workshop.engine, id)
      return tasks[0] ?? expect.unreachable('it has one step')
    },
  }
}

const checksOf = (findings: readonly Finding[] | undefined) => findings?.map(({ check }) => check)
const again = { ifOff: 'again', tries: 2 } as const

test('a clip that is black is filmed again, and the good one goes on', async () => {
  const studio = await openStudio()
  const task = await studio.run(again, 'black, then good')
  expect([task.status, task.findings, task.attempts.length]).toEqual(['succeeded', undefined, 2])
  const results = await studio.workshop.engine.results({ project: 'project' as never, node: 'clip' }) // the one that is drawn
  expect(results.map(({ findings, subject }) => [subject.take, checksOf(findings)])).toEqual([
    [1, []],
    [0, ['black']],
  ])
})

test('of clips that are all off the one with the least goes on, with what is off', async () => {
  const studio = await openStudio()
  const task = await studio.run(again, 'still, then short and still')
  expect([task.status, checksOf(task.findings), task.attempts.length]).toEqual(['succeeded', ['frozen'], 3])
  expect(task.outputs?.['video']).toMatchObject({ value: { kind: 'video', seconds: 2 } })
})

test('what is good goes on without a word, and what nobody looks at too', async () => {
  const studio = await openStudio()
  for (const checks of [again, undefined] as const) {
    const task = await studio.run(checks, 'good')
    expect([task.status, task.findings]).toEqual(['succeeded', undefined])
  }
  const task = await studio.run({ ifOff: 'keep' }, 'still, then short and still')
  expect([task.status, checksOf(task.findings)]).toEqual(['succeeded', ['frozen']])
})
