import { setImmediate as turn } from 'node:timers/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { taskKey, type Project, type Run, type RunId, type SequencedEvent } from '@reelgraph/shared'
import { bind, createRunJournal } from '../store/embedded/journal.ts'
import { createAttemptStore } from '../store/embedded/attempts.ts'
import { openDatabase } from '../store/embedded/database.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts'
import type { Drawing } from './testing/draw-project.ts'
import { createJobShop, WELL, type JobFate, type ShopRequest } from './testing/job-shop.ts'
import { drawProject, openWorkshop, type Workshop, type WorkshopOptions } from './testing/workshop.ts'

const ENOUGH = 1_000_000

/** Layers of steps over a typed list: free ones, jobs, jobs that cannot be looked up, and paid answers. */
const tables: fc.Arbitrary<Drawing> = fc
  .record({
    words: fc.uniqueArray(fc.constantFrom('one', 'two', 'three', 'four'), { maxLength: 4 }),
    steps: fc.array(
      fc.record({
        model: fc.constantFrom(undefined, 'work/job', 'work/job', 'work/blind', 'work/answer'),
        maps: fc.boolean(),
        gathers: fc.nat(2),
        seed: fc.nat(),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ words, steps }) => {
    const table: Record<string, Drawing[string]> = { list: { kind: 'lines', params: { text: words.join(' ') } } }
    steps.forEach(({ model, maps, gathers, seed }, index) => {
      const names = Object.keys(table)
      const pick = (by: number): string => names[(seed + by * 7) % names.length] ?? 'list'
      const from = Array.from({ length: gathers }, (_, place) => pick(place + 1))
      const say = `s${index}`
      table[say] = {
        params: { say },
        from: [...new Set(from)],
        ...(model !== undefined && { model }),
        ...(maps && { each: pick(0) }),
      }
    })
    return table
  })

const fate: fc.Arbitrary<JobFate> = fc.record({
  meets: fc.oneof(
    { weight: 6, arbitrary: fc.constant('well' as const) },
    { weight: 4, arbitrary: fc.constantFrom('rate-limited', 'refused', 'lost-before', 'lost-after') },
  ),
  ends: fc.oneof(
    { weight: 6, arbitrary: fc.constant('done' as const) },
    { weight: 2, arbitrary: fc.constantFrom('failed-charged', 'failed-free') },
  ),
  // Some take longer than their deadline of a minute.
  takes: fc.constantFrom(0, 500, 3000, 20_000, 90_000),
  costs: fc.constantFrom(0, 0.3, 1),
  stoppable: fc.boolean(),
})

const fates = fc.array(fate, { minLength: 1, maxLength: 7 })

const sumOf = (text: string): number => Buffer.from(text).reduce((sum, byte) => sum + byte, 0)

interface Setting {
  readonly table: Drawing
  readonly fates?: readonly JobFate[]
  readonly options?: WorkshopOptions
}

const openShop = ({ table, fates: given = [WELL], options = {} }: Setting) => {
  const clock = createManualClock()
  const shop = createJobShop({
    clock,
    // Nothing is met badly twice.
    fateOf: (prompt, tries) => {
      const found = given[sumOf(prompt) % given.length] ?? WELL
      return tries === 0 ? found : { ...found, meets: 'well' }
    },
  })
  const workshop = openWorkshop({ ...options, clock, shop })
  return { clock, shop, workshop, project: drawProject(table) }
}

const isSettled = ({ endedAt, tasks, status }: Run): boolean =>
  endedAt !== undefined || (status === 'waiting' && !tasks.some((task) => task.status === 'late'))

/** Lets time go by until the run has ended, or waits for a person. */
const settle = async (workshop: Workshop, clock: ManualClock, id: RunId): Promise<Run> => {
  for (let left = 3000; left > 0; left -= 1) {
    const run = (await workshop.engine.read(id))?.run
    if (run && isSettled(run)) return run
    await clock.advance(300)
    await turn()
  }
  const run = (await workshop.engine.read(id))?.run
  throw new Error(
    `it never settles: ${JSON.stringify(run?.tasks.map(({ node, item, status }) => [node, item, status]))}`,
  )
}

/** As a person would who wants no more of it. */
const giveUpAll = async ({ engine }: Workshop, run: Run): Promise<void> => {
  for (const { node, item, status } of run.tasks)
    if (status === 'unknown' || status === 'held')
      await engine.decide({ run: run.id, node, item, decided: { decision: 'give-up' } })
}

const ENDS: ReadonlySet<string> = new Set([
  'task-succeeded',
  'task-failed',
  'task-blocked',
  'task-cancelled',
  'task-reused',
])

/** One end a task that started, one end a run, nothing after it; a paid attempt is announced once and ends at most once. */
const checkJournal = (events: readonly SequencedEvent[]): void => {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  const started = new Set<string>()
  const over = new Set<string>()
  for (const { event } of events) {
    if (!('item' in event)) continue
    const key = taskKey(event.node, event.item)
    // A job that was cancelled is watched on: what became of it is told after the end of its task.
    if (event.type !== 'attempt-ended') expect([key, event.type, over.has(key)]).toEqual([key, event.type, false])
    if (event.type === 'task-started') started.add(key)
    if (ENDS.has(event.type)) over.add(key)
  }
  expect([...started].filter((key) => !over.has(key))).toEqual([])
  expect(events.filter(({ event }) => event.type === 'run-ended')).toHaveLength(1)
  expect(events.at(-1)?.event.type).toBe('run-ended')
}

const checkRequests = (requests: readonly ShopRequest[], events: readonly SequencedEvent[]): void => {
  const keys = requests.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  const announced = events.flatMap(({ event }) => (event.type === 'attempt-started' ? [event.key] : []))
  expect(keys.filter((key) => !announced.includes(key))).toEqual([])
  expect(new Set(announced).size).toBe(announced.length)
}

/** Micro-dollars of attempts of which nobody knows whether they were or will be paid. */
const perhapsPaid = ({ tasks }: Run): number =>
  tasks
    .flatMap(({ attempts, mayBeBilled }) =>
      attempts.map((attempt, index) => ({ attempt, last: mayBeBilled && index === attempts.length - 1 })),
    )
    .filter(({ attempt, last }) => attempt.charged === 'unknown' || (last && attempt.charged === undefined))
    .reduce((sum, { attempt }) => sum + (attempt.reserved ?? 0), 0)

const startAll = async ({ engine }: Workshop, project: Project, cap = ENOUGH): Promise<RunId> =>
  engine.start({ project, revision: 1, scope: { of: 'all' }, cap })

test('whatever providers do and whenever it is cancelled, a run ends once, pays once an attempt and leaves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(tables, fates, fc.option(fc.nat(40)), fc.nat(3), async (table, given, cancelAfter, width) => {
      const { clock, shop, workshop, project } = openShop({ table, fates: given, options: { concurrency: width + 1 } })
      const { engine, database } = workshop
      const id = await startAll(workshop, project)
      if (cancelAfter !== null) {
        for (let left = cancelAfter; left > 0; left -= 1) await clock.advance(100)
        await engine.cancel(id)
      }
      let run = await settle(workshop, clock, id)
      for (let left = 20; run.endedAt === undefined && left > 0; left -= 1) {
        await giveUpAll(workshop, run)
        run = await settle(workshop, clock, id)
      }
      const events = await engine.events(id, 0)
      checkJournal(events)
      checkRequests(shop.requests, events)
      expect(run.reserved).toBe(perhapsPaid(run))
      for (const { status, error, attempts } of run.tasks)
        if (status === 'failed') expect(error?.code).toBe(attempts.at(-1)?.error?.code ?? error?.code)
      expect(run.tasks.filter(({ error }) => error?.code === 'internal')).toEqual([])
      // What was cancelled and could not be stopped is watched to its end, and booked then.
      for (let left = 400; clock.sleeping > 0 && left > 0; left -= 1) await clock.advance(1000)
      expect(clock.sleeping).toBe(0)
      expect(engine.lanes().flatMap(({ running, queued }) => [...running, ...queued])).toEqual([])
      const known = createAttemptStore(bind(database)).spent('project', project.id)
      const unknown = shop.requests.length > 0 && known.reserved > 0
      if (!unknown) expect(known.settled).toBe(shop.charged())
      else expect(known.settled + known.reserved).toBeGreaterThanOrEqual(shop.charged())
      await workshop.close()
      expect(clock.sleeping).toBe(0)
    }),
    { numRuns: 150 },
  )
})

test('run twice: what was paid for and made is neither asked for nor paid again', async () => {
  await fc.assert(
    fc.asyncProperty(tables, fates, async (table, given) => {
      const { clock, shop, workshop, project } = openShop({ table, fates: given })
      const first = await settle(workshop, clock, await startAll(workshop, project))
      const made = new Set(
        first.tasks.flatMap(({ node, item, status }) => (status === 'succeeded' ? [taskKey(node, item)] : [])),
      )
      const before = new Set(shop.requests.flatMap(({ accepted, prompt }) => (accepted ? [prompt] : [])))
      const asked = shop.requests.length
      const second = await settle(workshop, clock, await startAll(workshop, project))
      for (const { node, item, reused } of second.tasks) if (made.has(taskKey(node, item))) expect(reused).toBe(true)
      const again = shop.requests.slice(asked).map(({ prompt }) => prompt)
      const failed = first.tasks.filter(({ status }) => status === 'failed').map(({ node }) => `${node}(`)
      // Only what has failed may be asked for once more.
      expect(again.filter((prompt) => before.has(prompt) && !failed.some((node) => prompt.startsWith(node)))).toEqual(
        [],
      )
      await workshop.close()
    }),
    { numRuns: 60 },
  )
})

/** Takes back what was written after the end of the last attempt, as if the process had died there. */
const dieAfterLastAttempt = async (file: string, id: RunId): Promise<void> => {
  const database = openDatabase(file)
  const journal = createRunJournal(bind(database))
  const events = await journal.read(id, 0)
  const last = events.findLastIndex(({ event }) => event.type === 'attempt-ended')
  database.sqlite.exec('DELETE FROM run_events')
  database.sqlite.exec("UPDATE runs SET ended_at = NULL, status = 'running'")
  for (const { seq, event } of events.slice(0, last + 1)) journal.append(id, seq, event)
  await journal.settle()
  database.close()
}

test('a process that dies right after the end of an attempt pays for it no second time', async () => {
  const folder = temporaryFolder()
  let number = 0
  await fc.assert(
    fc.asyncProperty(tables, fates, async (table, given) => {
      const file = join(folder, `${number++}.db`)
      const { clock, shop, workshop, project } = openShop({ table, fates: given, options: { file } })
      const id = await startAll(workshop, project)
      const first = await settle(workshop, clock, id)
      await workshop.close()
      fc.pre(first.endedAt !== undefined && shop.requests.length > 0)
      await dieAfterLastAttempt(file, id)
      const second = openWorkshop({ clock, shop, file })
      await second.engine.resume()
      const then = await settle(second, clock, id)
      const accepted = shop.requests.flatMap(({ prompt, accepted: taken }) => (taken ? [prompt] : []))
      expect(accepted.toSorted()).toEqual([...new Set(accepted)].toSorted())
      const ends = ({ tasks }: Run) =>
        tasks.map(({ node, item, status }) => `${taskKey(node, item)} ${status}`).toSorted()
      expect(ends(then)).toEqual(ends(first))
      await second.close()
    }),
    { numRuns: 60 },
  )
})

const branches = (count: number, params: Readonly<Record<string, number>> = {}): Drawing => ({
  list: { kind: 'lines', params: { text: Array.from({ length: count }, (_, index) => `w${index}`).join(' ') } },
  made: { model: 'work/job', params: { say: 'made', ...params }, each: 'list' },
})

/** The most that was ever spent and set aside together, by the journals of these runs. */
const mostSpent = (journals: readonly (readonly SequencedEvent[])[]): number => {
  const events = journals.flat().toSorted((a, b) => a.event.at - b.event.at)
  const open = new Map<string, number>()
  let spent = 0
  let most = 0
  for (const { event } of events) {
    if (event.type === 'attempt-started')
      open.set(`${taskKey(event.node, event.item)} ${event.attempt}`, event.reserved ?? 0)
    if (event.type === 'attempt-ended' && event.charged !== 'unknown') {
      open.delete(`${taskKey(event.node, event.item)} ${event.attempt}`)
      spent += event.cost ?? 0
    }
    most = Math.max(most, spent + [...open.values()].reduce((sum, reserved) => sum + reserved, 0))
  }
  return most
}

test.each([
  ['the run', {}, 10_000],
  ['the project', { project: 10_000 }, ENOUGH],
  ['the day', { day: 10_000 }, ENOUGH],
] as const)('50 branches at the same moment never go above what %s may spend', async (_, caps, cap) => {
  for (const costs of [1, 0.3, 0]) {
    const { clock, shop, workshop, project } = openShop({
      table: branches(50),
      fates: [{ ...WELL, takes: 700, costs }],
      options: { concurrency: 64, caps },
    })
    const id = await startAll(workshop, project, cap)
    const run = await settle(workshop, clock, id)
    expect(mostSpent([await workshop.engine.events(id, 0)])).toBe(10_000)
    // Ten prices fit at first; what they cost less than was set aside lets more of them go.
    if (costs === 1) expect(shop.requests).toHaveLength(10)
    expect(run.cost).toBe(shop.charged())
    expect(run.cost + run.reserved).toBeLessThanOrEqual(10_000)
    await workshop.close()
  }
})

test('two runs at the same moment share what their project may spend', async () => {
  const { clock, shop, workshop, project } = openShop({
    table: branches(50),
    fates: [{ ...WELL, takes: 700 }],
    options: { concurrency: 128, caps: { project: 10_000 } },
  })
  const other: Project = { ...project, nodes: drawProject({ ...branches(50, { price: 900 }) }).nodes }
  const ids = await Promise.all([startAll(workshop, project), startAll(workshop, other)])
  for (const id of ids) await settle(workshop, clock, id)
  expect(mostSpent(await Promise.all(ids.map((id) => workshop.engine.events(id, 0))))).toBeLessThanOrEqual(10_000)
  expect(shop.charged()).toBeGreaterThan(9_000)
  expect(shop.charged()).toBeLessThanOrEqual(10_000)
  await workshop.close()
})

test('what was held for its price goes on as far as a person agrees, and no further', async () => {
  const { clock, shop, workshop, project } = openShop({ table: branches(50), options: { concurrency: 64 } })
  const { engine } = workshop
  const id = await startAll(workshop, project, 10_000)
  const run = await settle(workshop, clock, id)
  const [held] = run.tasks.filter(({ status }) => status === 'held')
  expect([run.status, held?.over]).toEqual(['waiting', { needs: 1000, left: 0 }])
  await engine.decide({ run: id, node: 'made', item: held?.item ?? '', decided: { decision: 'agree', cap: 25_000 } })
  const then = await settle(workshop, clock, id)
  expect([then.cost, shop.requests.length]).toEqual([25_000, 25])
  const [next] = then.tasks.filter(({ status }) => status === 'held')
  await engine.decide({ run: id, node: 'made', item: next?.item ?? '', decided: { decision: 'agree', cap: ENOUGH } })
  expect([(await settle(workshop, clock, id)).status, shop.charged()]).toEqual(['succeeded', 50_000])
  await workshop.close()
})
