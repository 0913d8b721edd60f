import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Project, Run, Scope, SequencedEvent } from '@reelgraph/shared'
import { drawProject, ended, openWorkshop, type Behave, type Workshop } from './testing/workshop.ts'

const all: Scope = { of: 'all' }
type Table = Parameters<typeof drawProject>[0]

/** Layers of steps over a typed list: some gather, some map, some do both. */
const tables: fc.Arbitrary<Table> = fc
  .record({
    words: fc.uniqueArray(fc.constantFrom('one', 'two', 'three', 'four'), { maxLength: 4 }),
    steps: fc.array(fc.record({ maps: fc.boolean(), gathers: fc.nat(2), seed: fc.nat() }), {
      minLength: 1,
      maxLength: 9,
    }),
  })
  .map(({ words, steps }) => {
    const table: Record<string, Table[string]> = { list: { kind: 'lines', params: { text: words.join(' ') } } }
    steps.forEach(({ maps, gathers, seed }, index) => {
      const names = Object.keys(table)
      const pick = (by: number): string => names[(seed + by * 7) % names.length] ?? 'list'
      const from = Array.from({ length: gathers }, (_, place) => pick(place + 1))
      table[`s${index}`] = { from: [...new Set(from)], ...(maps && { each: pick(0) }) }
    })
    return table
  })

/** Takes as many turns of the event loop, and fails as often, as the numbers say. */
const unruly =
  (turns: readonly number[], fails: readonly boolean[]): Behave =>
  async ({ say, each, from, context }) => {
    const id = Buffer.from(`${say}${each ?? ''}`).reduce((sum, byte) => sum + byte, 0)
    for (let left = turns[id % turns.length] ?? 0; left > 0; left -= 1) {
      await turn()
      context.signal.throwIfAborted()
    }
    if (fails[id % fails.length]) throw new Error('no')
    return `${say}(${[each, ...from].filter(Boolean).join(',')})`
  }

const start = (workshop: Workshop, project: Project) => workshop.engine.start({ project, revision: 1, scope: all })

const statesOf = (run: Run) =>
  run.tasks
    .map(({ node, item, status, outputs }) => ({ node, item, status, outputs }))
    .toSorted((a, b) => `${a.node} ${a.item}`.localeCompare(`${b.node} ${b.item}`))

/** One end a task that started, one end a run, nothing after it. */
const checkJournal = (events: readonly SequencedEvent[]): void => {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  const open = new Set<string>()
  const over = new Set<string>()
  for (const { event } of events) {
    if (!('item' in event)) continue
    const key = `${event.node} ${event.item}`
    expect(over.has(key)).toBe(false)
    if (event.type === 'task-started') open.add(key)
    else over.add(key)
  }
  expect([...open].filter((key) => !over.has(key))).toEqual([])
  expect(events.filter(({ event }) => event.type === 'run-ended')).toHaveLength(1)
  expect(events.at(-1)?.event.type).toBe('run-ended')
}

const turns = fc.array(fc.nat(5), { minLength: 1, maxLength: 7 })
const fails = fc.array(fc.boolean(), { minLength: 1, maxLength: 7 })

test('the order of finishing changes nothing, and every start has one end', async () => {
  await fc.assert(
    fc.asyncProperty(tables, turns, turns, fails, async (table, slow, quick, failing) => {
      const states = []
      for (const [concurrency, pace] of [
        [8, slow],
        [1, quick],
      ] as const) {
        const workshop = openWorkshop({ behave: unruly(pace, failing), concurrency })
        const run = await ended(workshop.engine, await start(workshop, drawProject(table)))
        checkJournal(await workshop.engine.events(run.id, 0))
        states.push({ status: run.status, tasks: statesOf(run) })
        await workshop.close()
      }
      expect(states[0]).toEqual(states[1])
    }),
    { numRuns: 60 },
  )
})

test('run twice: what succeeded is not done again', async () => {
  await fc.assert(
    fc.asyncProperty(tables, turns, fails, async (table, pace, failing) => {
      const workshop = openWorkshop({ behave: unruly(pace, failing) })
      const first = await ended(workshop.engine, await start(workshop, drawProject(table)))
      const done = new Set(
        first.tasks.filter((task) => task.status === 'succeeded').map((task) => `${task.node} ${task.item}`),
      )
      const second = await ended(workshop.engine, await start(workshop, drawProject(table)))
      for (const task of second.tasks) if (done.has(`${task.node} ${task.item}`)) expect(task.reused).toBe(true)
      expect(statesOf(second)).toEqual(statesOf(first))
      await workshop.close()
    }),
    { numRuns: 60 },
  )
})

test('cancelled at any turn, a run ends once and the next one finishes the work', async () => {
  await fc.assert(
    fc.asyncProperty(tables, turns, fc.nat(12), async (table, pace, after) => {
      const workshop = openWorkshop({ behave: unruly(pace, [false]), concurrency: 2 })
      const id = await start(workshop, drawProject(table))
      for (let left = after; left > 0; left -= 1) await turn()
      await workshop.engine.cancel(id)
      const cancelled = await ended(workshop.engine, id)
      expect(['cancelled', 'succeeded', 'partly', 'failed']).toContain(cancelled.status)
      checkJournal(await workshop.engine.events(id, 0))
      const before = workshop.calls.length
      const done = cancelled.tasks.filter((task) => task.status === 'succeeded' && !task.reused).length
      const next = await ended(workshop.engine, await start(workshop, drawProject(table)))
      expect(next.tasks.filter((task) => !task.reused && task.status === 'succeeded').length).toBe(
        workshop.calls.length - before,
      )
      expect(done).toBeLessThanOrEqual(before)
      await workshop.close()
    }),
    { numRuns: 60 },
  )
})

test('scope "to" one step, then everything, does what everything does', async () => {
  await fc.assert(
    fc.asyncProperty(tables, turns, async (table, pace) => {
      const project = drawProject(table)
      const [target] = Object.keys(table).toReversed()
      const node = Object.values(project.nodes).find(({ id }) => id === target)
      if (!node) return
      const piecewise = openWorkshop({ behave: unruly(pace, [false]) })
      await ended(
        piecewise.engine,
        await piecewise.engine.start({ project, revision: 1, scope: { of: 'to', nodes: [node.id] } }),
      )
      const then = await ended(piecewise.engine, await start(piecewise, project))
      const whole = openWorkshop({ behave: unruly(pace, [false]) })
      const atOnce = await ended(whole.engine, await start(whole, project))
      expect(statesOf(then)).toEqual(statesOf(atOnce))
      expect(piecewise.calls.toSorted()).toEqual(whole.calls.toSorted())
      await Promise.all([piecewise.close(), whole.close()])
    }),
    { numRuns: 40 },
  )
})
