import { copyFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  AssetIdSchema,
  createCatalog,
  defineModel,
  defineNode,
  defineProvider,
  findingText,
  newNode,
  NodeIdSchema,
  out,
  port,
  type AssetValue,
  type JsonObject,
  type Step,
  type TaskInputs,
} from '@reelgraph/shared'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { openWorkbench } from '../media/testing/workbench.ts'
import { probe } from '../media/probe.ts'
import { findFfprobe } from '../media/ffmpeg-binary.ts'
import { lookAtOutputs } from './look-at-outputs.ts'

const params = z.object({
  seconds: z.number().nullable().default(null),
  fps: z.int().nullable().default(null),
  ratio: z.string().default('auto'),
  audio: z.boolean().default(false),
  wide: z.int().nullable().default(null),
})
const clip = defineModel({
  ...{ id: 'test/clip', version: 1, makes: 'video', title: 'Clip', summary: 'For tests.', params },
  inputs: { startImage: port.image({ optional: true }) },
  outputs: { video: out.video() },
  size: ({ params: { wide } }) => (wide === null ? undefined : { width: wide, height: 90 }),
})
const catalog = createCatalog({
  kinds: [
    defineNode({
      ...{
        id: 'video',
        version: 1,
        title: 'Video',
        summary: 'For tests.',
        category: 'generate',
        inputs: {},
        outputs: {},
      },
      ...{ model: { makes: 'video', default: 'test/clip' }, params: z.object({}) },
    }),
  ],
  models: [clip],
  providers: [defineProvider({ id: 'test', title: 'Test', summary: 'For tests.', builtIn: true, concurrency: 1 })],
})

const bench = await openWorkbench()
const ffprobePath = await findFfprobe(bench.ffmpegPath)
const { media } = bench.open()

const stepWith = (given: JsonObject): Step => {
  const step = catalog.stepOf(newNode({ id: NodeIdSchema.parse('clip'), kind: 'video', x: 0, y: 0, params: given }))
  if ('missing' in step) throw new Error(step.missing.message)
  return step
}

/** As it would be in the store: under the hash of its bytes, with what a probe says. */
const stored = async (path: string): Promise<AssetValue> => {
  const asset = AssetIdSchema.parse(createHash('sha256').update(path).digest('hex'))
  copyFileSync(path, join(bench.folder, asset))
  const { streams, ...facts } = await probe({ path, ffprobePath, signal: new AbortController().signal })
  void streams
  return { asset, bytes: statSync(path).size, ...facts }
}

interface Made {
  readonly file: string
  readonly asked?: JsonObject
  readonly inputs?: TaskInputs
}

/** What is said of a file that ffmpeg made. */
const said = async ({ file, asked = {}, inputs = {} }: Made): Promise<readonly string[]> => {
  const asset = await stored(file)
  const step = { ...stepWith(asked), outputs: { it: out[asset.kind]() } }
  return (await lookAtOutputs({ step, inputs, outputs: { it: { value: asset } }, media })).map(findingText)
}

const MP4 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
const lavfi = (...sources: readonly string[]) => sources.flatMap((source) => ['-f', 'lavfi', '-i', source])
const video = (name: string, ...sources: readonly string[]): string =>
  bench.make(`${name}.mp4`, ...lavfi(...sources), ...MP4)
const MOVING = 'testsrc2=s=160x90:r=24:d=3'

describe('a clip', () => {
  test('that moves, has its length and its sound is good', async () => {
    const file = video('good', MOVING, 'sine=f=440:d=3')
    expect(await said({ file, asked: { seconds: 3, fps: 24, ratio: '16:9', audio: true, wide: 160 } })).toEqual([])
  })

  test.each<[string, JsonObject, string]>([
    ['is too short', { seconds: 8 }, '3 s long instead of 8 s'],
    ['is too long', { seconds: 2 }, '3 s long instead of 2 s'],
    ['has another shape', { ratio: '9:16' }, '160 × 90 instead of 9:16'],
    ['is smaller', { wide: 320 }, '160 × 90 instead of 320 × 90'],
    ['has fewer frames', { fps: 30 }, '24 frames a second instead of 30'],
    ['has no sound, and was to have one', { audio: true }, 'silent'],
  ])('that %s is told', async (_, asked, words) => {
    expect(await said({ file: video('plain', MOVING), asked })).toEqual([words])
  })

  test('whose length differs by less than a provider rounds is good', async () => {
    expect(await said({ file: video('nearly', 'testsrc2=s=160x90:r=24:d=5.3'), asked: { seconds: 5 } })).toEqual([])
  })

  test('that follows a picture may have the shape of that picture', async () => {
    const file = video('shaped', MOVING)
    const startImage = await stored(file)
    expect(await said({ file, asked: { ratio: '9:16' }, inputs: { startImage } })).toEqual([])
  })

  test('that is black says for how long, and not that it does not move', async () => {
    expect(await said({ file: video('night', 'color=black:s=160x90:r=24:d=3') })).toEqual(['black'])
    const half = 'color=black:s=160x90:r=24:d=4[a];testsrc2=s=160x90:r=24:d=2[b];[a][b]concat'
    expect(await said({ file: video('dark', half) })).toEqual(['black for 4 s of 6 s'])
  })

  test('that fades from black and back is good', async () => {
    expect(await said({ file: video('faded', `${MOVING},fade=in:d=0.5,fade=out:st=2.5:d=0.5`) })).toEqual([])
  })

  test('that stands still says so', async () => {
    expect(await said({ file: video('still', 'smptebars=s=160x90:r=24:d=3') })).toEqual(['without any movement'])
    const most = 'testsrc2=s=160x90:r=24:d=1[a];smptebars=s=160x90:r=24:d=3[b];[a][b]concat'
    expect(await said({ file: video('most', most) })).toEqual(['without movement for 3 s of 4 s'])
  })

  test('of few frames a second is told, and one whose sound nobody asked for is not', async () => {
    expect(await said({ file: video('jerky', 'testsrc2=s=160x90:r=6:d=3') })).toEqual(['6 frames a second'])
    expect(await said({ file: video('hushed', MOVING, 'anullsrc=d=3') })).toEqual([])
  })
})

describe('a sound', () => {
  test('that is heard is good; one of silence is told', async () => {
    expect(await said({ file: bench.make('tone.wav', ...lavfi('sine=f=440:d=2')) })).toEqual([])
    expect(await said({ file: bench.make('nothing.wav', '-f', 'lavfi', '-t', '2', '-i', 'anullsrc') })).toEqual([
      'silent',
    ])
    const pause = 'sine=f=440:d=2[a];anullsrc=r=44100:cl=mono:d=2[b];[a][b]concat=v=0:a=1'
    expect(await said({ file: bench.make('pause.wav', ...lavfi(pause)) })).toEqual([])
  })
})

describe('a picture', () => {
  const picture = (name: string, source: string): string =>
    bench.make(`${name}.png`, ...lavfi(source), '-frames:v', '1', '-update', '1')

  test('is told where it is black, and where its shape is another', async () => {
    expect(await said({ file: picture('bars', 'smptebars=s=160x90') })).toEqual([])
    expect(await said({ file: picture('void', 'color=black:s=160x90') })).toEqual(['black'])
    expect(await said({ file: picture('wide', 'smptebars=s=160x90'), asked: { ratio: '1:1' } })).toEqual([
      '160 × 90 instead of 1:1',
    ])
  })
})

test('of words and numbers nothing is said', async () => {
  const step = { ...stepWith({}), outputs: { text: out.text() } }
  expect(await lookAtOutputs({ step, inputs: {}, outputs: { text: { value: '' } }, media })).toEqual([])
})
