import { describe, expect, test } from 'vitest'
import type { Finding, Outputs, RunEvent } from '@reelgraph/shared'
import type { TaskHost } from './task-host.ts'
import { drawProject } from './testing/draw-project.ts'
import { ENOUGH, has, hasEnded, openStage, statuses, taskOf, waits } from './testing/stage.ts'
import { textOf } from './testing/workshop.ts'

const black: Finding = { check: 'black', port: 'text', seconds: 4, of: 5 }
const silent: Finding = { check: 'silent', port: 'text' }

/** Finds by what a step gave, and remembers what was looked at. */
const watcher = (off: Readonly<Record<string, readonly Finding[]>>) => {
  const seen: string[] = []
  const look: TaskHost['look'] = async (_, outputs: Outputs) => {
    const text = String(textOf(outputs))
    seen.push(text)
    return off[text] ?? []
  }
  return { seen, look }
}

const again = { ifOff: 'again', tries: 2 } as const
const ask = { ifOff: 'ask' } as const
const clip = (checks: Parameters<typeof drawProject>[0][string]['checks']) =>
  ({
    clip: { model: 'work/answer', params: { say: 'clip' }, ...(checks && { checks }) },
    film: { from: ['clip'] },
  }) as const

const types = (events: readonly RunEvent[]) => events.map(({ type }) => type)
const plan = (stage: ReturnType<typeof openStage>, table: Parameters<typeof drawProject>[0]) =>
  stage.engine.plan({ project: drawProject(table), revision: 1, scope: { of: 'all' } })

describe('where nobody is to look', () => {
  test('nothing is looked at', async () => {
    const { look, seen } = watcher({ '<clip>': [black] })
    const stage = openStage({ look })
    const run = await stage.until(await stage.start(clip(undefined)), hasEnded)
    expect([run.status, seen, taskOf(run, 'clip').findings]).toEqual(['succeeded', [], undefined])
  })
})

describe('keep', () => {
  test('tells what is off, goes on, and tells it again where the result is reused', async () => {
    const { look, seen } = watcher({ '<clip>': [black] })
    const stage = openStage({ look })
    const table = clip({ ifOff: 'keep' })
    const run = await stage.until(await stage.start(table), hasEnded)
    expect([run.status, taskOf(run, 'clip').findings, taskOf(run, 'film').findings]).toEqual([
      'succeeded',
      [black],
      undefined,
    ])
    const then = await stage.until(await stage.start(table), hasEnded)
    expect(taskOf(then, 'clip')).toMatchObject({ reused: true, findings: [black] })
    expect(seen).toEqual(['<clip>'])
    const [kept] = await stage.engine.results({ project: run.project, node: 'clip' })
    expect(kept?.findings).toEqual([black])
  })

  test('what could not be looked at goes on, and is looked at by the next run', async () => {
    let broken = true
    const looked: boolean[] = []
    const stage = openStage({
      look: async () => {
        looked.push(broken)
        if (broken) throw new Error('no ffmpeg')
        return [silent]
      },
    })
    const table = clip({ ifOff: 'keep' })
    const run = await stage.until(await stage.start(table), hasEnded)
    expect([run.status, taskOf(run, 'clip').findings]).toEqual(['succeeded', undefined])
    broken = false
    const before = await plan(stage, table)
    expect(before.tasks).toMatchObject([
      { node: 'clip', verdict: 'run', reason: { because: 'unchecked' }, price: { low: 0, high: 0 } },
      { node: 'film', verdict: 'waits' },
    ])
    const then = await stage.until(await stage.start(table), hasEnded)
    expect(taskOf(then, 'clip')).toMatchObject({ status: 'succeeded', reused: true, findings: [silent] })
    expect([looked, stage.studio.asked.length]).toEqual([[true, false], 1])
  })
})

describe('ask', () => {
  test('holds what comes after it only where something is off, and goes on when a person keeps it', async () => {
    const { look } = watcher({ '<clip>': [black, silent] })
    const stage = openStage({ look })
    const table = { ...clip(ask), fine: { checks: ask }, after: { from: ['fine'] } }
    const id = await stage.start(table)
    const run = await stage.until(id, waits)
    expect(statuses(run)).toEqual({ clip: 'succeeded', film: 'held', fine: 'succeeded', after: 'succeeded' })
    expect(taskOf(run, 'clip')).toMatchObject({ gate: 'closed', findings: [black, silent] })
    await stage.decide(id, 'clip', { decision: 'approve' })
    expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
    const next = await stage.until(await stage.start(table), hasEnded)
    expect([next.status, taskOf(next, 'clip').gate]).toEqual(['succeeded', undefined])
  })

  test('asks at the last step of a film too', async () => {
    const stage = openStage({ look: watcher({ alone: [black] }).look })
    const id = await stage.start({ alone: { checks: ask } })
    expect(taskOf(await stage.until(id, waits), 'alone').gate).toBe('closed')
    await stage.decide(id, 'alone', { decision: 'approve' })
    expect((await stage.until(id, hasEnded)).status).toBe('succeeded')
  })

  test('is asked again after a restart and after a death, and by the next run where this one was given up', async () => {
    const stage = openStage({ look: watcher({ '<clip>': [black] }).look })
    const id = await stage.start(clip(ask))
    await stage.until(id, waits)
    for (const begin of [stage.restart, stage.die]) {
      await begin()
      expect(taskOf(await stage.until(id, waits), 'clip')).toMatchObject({ gate: 'closed', findings: [black] })
    }
    await stage.engine.cancel(id)
    await stage.until(id, hasEnded)
    expect((await plan(stage, clip(ask))).tasks[0]).toMatchObject({ verdict: 'reuse', gated: true, findings: [black] })
    const next = await stage.start(clip(ask))
    expect(taskOf(await stage.until(next, waits), 'clip').gate).toBe('closed')
    expect(stage.studio.asked.length).toBe(1)
    await stage.decide(next, 'clip', { decision: 'give-up' }).catch(() => undefined)
    await stage.decide(next, 'clip', { decision: 'approve' })
    await stage.until(next, hasEnded)
  })

  test('a re-roll is looked at as well', async () => {
    const stage = openStage({ look: watcher({ '<clip>': [black] }).look })
    const id = await stage.start(clip(ask))
    await stage.until(id, waits)
    await stage.decide(id, 'clip', { decision: 'reroll', take: 1 })
    const run = await stage.until(id, hasEnded)
    expect([textOf(taskOf(run, 'clip').outputs), taskOf(run, 'clip').findings]).toEqual(['<clip#1>', undefined])
  })
})

describe('again', () => {
  test('makes it anew with the next take, each an attempt of its own whose price is booked', async () => {
    const { look, seen } = watcher({ '<clip>': [black] })
    const stage = openStage({ look })
    expect((await plan(stage, clip(again))).total).toEqual({ low: 0, high: 3000 })
    const id = await stage.start(clip(again), { cap: 3000 })
    const run = await stage.until(id, hasEnded)
    const task = taskOf(run, 'clip')
    expect([run.status, textOf(task.outputs), task.findings, task.reused]).toEqual([
      'succeeded',
      '<clip#1>',
      undefined,
      false,
    ])
    expect(task.attempts.map(({ number, status, cost }) => [number, status, cost])).toEqual([
      [1, 'succeeded', 1000],
      [2, 'succeeded', 1000],
    ])
    expect([run.cost, run.reserved, seen]).toEqual([2000, 0, ['<clip>', '<clip#1>']])
    expect((await stage.events(id)).find(({ type }) => type === 'task-off')).toMatchObject({
      node: 'clip',
      findings: [black],
      take: 1,
    })
  })

  test('ends after so many times with what has the least that is off, and the next run makes nothing anew', async () => {
    const off = { '<clip>': [black, silent], '<clip#1>': [silent], '<clip#2>': [black, silent] }
    const stage = openStage({ look: watcher(off).look })
    const run = await stage.until(await stage.start(clip(again)), hasEnded)
    expect([run.status, textOf(taskOf(run, 'clip').outputs), run.cost, run.saved]).toEqual([
      'succeeded',
      '<clip#1>',
      3000,
      0,
    ])
    expect(taskOf(run, 'clip')).toMatchObject({ findings: [silent], reused: false })
    expect((await plan(stage, clip(again))).total).toEqual({ low: 0, high: 0 })
    const next = await stage.until(await stage.start(clip(again)), hasEnded)
    expect([textOf(taskOf(next, 'clip').outputs), next.cost]).toEqual(['<clip#1>', 0])
    expect(stage.studio.asked.map(({ prompt }) => prompt)).toEqual(['clip', 'clip#1', 'clip#2'])
  })

  test('a new take that fails leaves what was made before, and what it needs is not lost', async () => {
    const stage = openStage({ look: watcher({ '<clip>': [black] }).look })
    stage.studio.meet('clip#1', { is: 'refused', code: 'content-policy' })
    const run = await stage.until(await stage.start(clip(again)), hasEnded)
    expect([run.status, textOf(taskOf(run, 'clip').outputs), taskOf(run, 'clip').findings, run.cost]).toEqual([
      'succeeded',
      '<clip>',
      [black],
      1000,
    ])
  })

  test('never spends beyond what the run may: it is held, and given up it leaves what was made', async () => {
    const stage = openStage({ look: watcher({ '<clip>': [black] }).look })
    const id = await stage.start(clip(again), { cap: 1500 })
    const run = await stage.until(id, waits)
    expect(taskOf(run, 'clip')).toMatchObject({ status: 'held', over: { needs: 1000, left: 500 } })
    await stage.decide(id, 'clip', { decision: 'give-up' })
    const then = await stage.until(id, hasEnded)
    expect([then.status, textOf(taskOf(then, 'clip').outputs), then.cost]).toEqual(['succeeded', '<clip>', 1000])
  })

  test('what a person found good as it is stays', async () => {
    const stage = openStage({ look: watcher({ '<clip>': [black] }).look })
    const id = await stage.start(clip(ask))
    await stage.until(id, waits)
    await stage.decide(id, 'clip', { decision: 'approve' })
    await stage.until(id, hasEnded)
    const run = await stage.until(await stage.start(clip(again)), hasEnded)
    expect([textOf(taskOf(run, 'clip').outputs), run.cost]).toEqual(['<clip>', 0])
  })

  test.each(['restart', 'die'] as const)(
    'goes on after a %s while it is being looked at, and pays nothing twice',
    async (how) => {
      let lives = 1
      const stage = openStage({
        look: async (_, outputs, signal) => {
          if (lives === 1)
            await new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
          return textOf(outputs) === '<clip>' ? [black] : []
        },
      })
      const id = await stage.start(clip(again))
      await stage.until(id, (run) => taskOf(run, 'clip').attempts.at(-1)?.status === 'succeeded')
      lives = 2
      await stage[how]()
      const run = await stage.until(id, hasEnded)
      expect([run.status, textOf(taskOf(run, 'clip').outputs), run.cost]).toEqual(['succeeded', '<clip#1>', 2000])
      expect(stage.studio.asked.map(({ prompt }) => prompt)).toEqual(['clip', 'clip#1'])
    },
  )

  test.each(['restart', 'die'] as const)('goes on after a %s with the second job under way', async (how) => {
    const stage = openStage({ look: watcher({ '<clip>': [black] }).look })
    const table = { clip: { model: 'work/job', params: { say: 'clip' }, checks: again } } as const
    const id = await stage.start(table)
    await stage.until(id, () => stage.studio.asked.length === 1)
    await stage.until(id, (run) => taskOf(run, 'clip').attempts.at(-1)?.ticket !== undefined)
    stage.studio.finish('clip')
    await stage.pass(3000)
    await stage.until(
      id,
      (run) => taskOf(run, 'clip').attempts.length === 2 && taskOf(run, 'clip').attempts[1]?.ticket !== undefined,
    )
    await stage[how]()
    stage.studio.finish('clip#1')
    await stage.pass(3000)
    const run = await stage.until(id, hasEnded)
    expect([run.status, textOf(taskOf(run, 'clip').outputs), run.cost]).toEqual(['succeeded', '<clip#1>', 2000])
    expect(stage.studio.asked.map(({ prompt }) => prompt)).toEqual(['clip', 'clip#1'])
  })

  test('a run that is cancelled while it looks ends, and leaves what was made', async () => {
    const stage = openStage({
      look: (_, __, signal) =>
        new Promise((___, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    const id = await stage.start(clip(again))
    await stage.until(id, (run) => taskOf(run, 'clip').attempts.at(-1)?.status === 'succeeded')
    await stage.engine.cancel(id)
    const run = await stage.until(id, hasEnded)
    expect([run.status, statuses(run)]).toEqual(['cancelled', { clip: 'cancelled', film: 'cancelled' }])
    expect(types(await stage.events(id)).at(-1)).toBe('run-ended')
    expect(await stage.engine.results({ project: run.project, node: 'clip' })).toHaveLength(1)
  })
})

test('a scope that may not run a step takes what is stored, as it is', async () => {
  const { look, seen } = watcher({ '<clip>': [black] })
  const stage = openStage({ look })
  await stage.until(await stage.start(clip(undefined)), hasEnded)
  const project = drawProject({ ...clip(again), other: { from: ['clip'] } })
  const other = Object.values(project.nodes).find(({ id }) => id === 'other')!
  const id = await stage.engine.start({
    ...{ project, revision: 1, scope: { of: 'only', nodes: [other.id] }, cap: ENOUGH },
  })
  await stage.until(id, has('other', 'succeeded'))
  expect(seen).toEqual([])
})
