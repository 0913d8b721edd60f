import { readFileSync } from 'node:fs'
import type { Run } from '@reelgraph/shared'
import type { Engine } from '../src/engine/engine.ts'
import { ChildOrderSchema, type ChildOrder, type Fact, type View } from './fact.ts'
import { createKillSwitch } from './kill-switch.ts'
import { openEngine, type Opened } from './open-engine.ts'

const say = (fact: Fact): void => {
  process.stdout.write(`${JSON.stringify(fact)}\n`)
}

/** Micro-dollars; more than any of these runs can cost. */
const ENOUGH = 1_000_000_000

/** All of it of one moment: what goes on meanwhile has it looked at again. */
const viewOf = async ({ engine, attempts }: Opened, { run: id }: ChildOrder): Promise<View | null> => {
  for (;;) {
    const read = await engine.read(id)
    if (!read) return null
    const events = [...(await engine.events(id, 0))]
    const before = JSON.stringify(attempts.spent('run', id))
    const ledger = [...(await attempts.list({ run: id, only: 'all', limit: 500 }))]
    const sum = attempts.spent('run', id)
    const again = await engine.read(id)
    const still = again?.seq === read.seq && events.length === read.seq && before === JSON.stringify(sum)
    if (still) return { run: read.run, events, ledger, sum }
  }
}

/** Nothing goes on any more without a person. */
const isSettled = ({ status, endedAt, tasks }: Run): boolean =>
  endedAt !== undefined || (status === 'waiting' && !tasks.some((task) => task.status === 'late'))

/** Resolves when the run has ended, or waits for a person who says nothing. */
const settled = async (opened: Opened, order: ChildOrder): Promise<View> => {
  await untilSettled(opened.engine, order)
  const view = await viewOf(opened, order)
  if (!view) throw new Error('the run is gone')
  if (view.run.endedAt !== undefined || !order.decide) return view
  for (const { node, item, status, offer } of view.run.tasks) {
    const isOffered = offer !== undefined && order.decide === 'again'
    const decided = isOffered
      ? ({ decision: 'fall-back', model: offer.model } as const)
      : ({ decision: order.decide } as const)
    if (status === 'unknown' || offer) await opened.engine.decide({ run: order.run, node, item, decided })
  }
  return settled(opened, order)
}

const untilSettled = (engine: Engine, { run: id }: ChildOrder): Promise<void> =>
  new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      const read = await engine.read(id)
      if (!read || !isSettled(read.run)) return
      stop()
      resolve()
    }
    const stop = engine.watch((news) => {
      if (news.type === 'events' && news.run === id) look().catch(reject)
    })
    look().catch(reject)
  })

/** As a person does who has seen so many events. */
const cancelLater = (engine: Engine, { run: id, cancelAfter = Infinity }: ChildOrder): void => {
  let asked = false
  const look = (seq: number): void => {
    if (asked || seq < cancelAfter) return
    asked = true
    void engine.cancel(id)
  }
  engine.watch((news) => {
    if (news.type === 'events' && news.run === id) look(news.events.at(-1)?.seq ?? 0)
  })
}

const live = async (order: ChildOrder): Promise<void> => {
  const killSwitch = createKillSwitch(order.killAt)
  const opened = await openEngine(order, killSwitch)
  const { engine, close } = opened
  const before = await viewOf(opened, order)
  say({ fact: 'opened', view: before })
  cancelLater(engine, order)
  await engine.resume()
  say({ fact: 'resumed', view: await viewOf(opened, order) })
  if (!before) {
    const { run: id, project } = order
    await engine.start({ id, project, revision: 1, scope: { of: 'all' }, cap: ENOUGH })
    say({ fact: 'started' })
  }
  // Nothing is under way and nothing will ever come.
  const stalled = (): void => void viewOf(opened, order).then((view) => say({ fact: 'stalled', view }))
  process.once('beforeExit', stalled)
  const view = await settled(opened, order)
  process.off('beforeExit', stalled)
  say({ fact: 'settled', view, passed: killSwitch.passed })
  await close()
  say({ fact: 'closed' })
}

const [file = ''] = process.argv.slice(2)
await live(ChildOrderSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))
