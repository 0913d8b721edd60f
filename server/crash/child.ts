import { readFileSync } from 'node:fs'
import type { Run } from '@reelgraph/shared'
import { ChildOrderSchema, type ChildOrder, type Fact, type View } from './fact.ts'
import { createKillSwitch } from './kill-switch.ts'
import { openEngine, type Opened } from './open-engine.ts'

const say = (fact: Fact): void => {
  process.stdout.write(`${JSON.stringify(fact)}\n`)
}

/** Micro-dollars; more than any of these runs can cost. */
const ENOUGH = 1_000_000_000

const viewOf = async ({ engine, attempts }: Opened, { run: id }: ChildOrder): Promise<View | null> => {
  const read = await engine.read(id)
  if (!read) return null
  const ledger = await attempts.list({ run: id, only: 'all', limit: 500 })
  return {
    run: read.run,
    events: [...(await engine.events(id, 0))],
    ledger: [...ledger],
    sum: attempts.spent('run', id),
  }
}

/** Nothing goes on any more without a person. */
const isSettled = ({ status, endedAt, tasks }: Run): boolean =>
  endedAt !== undefined || (status === 'waiting' && !tasks.some((task) => task.status === 'late'))

/** Resolves when the run has ended, or waits for a person. */
const settled = (opened: Opened, order: ChildOrder): Promise<View> =>
  new Promise((resolve, reject) => {
    let found = false
    const look = async (): Promise<void> => {
      const read = await opened.engine.read(order.run)
      if (found || !read || !isSettled(read.run)) return
      found = true
      stop()
      const view = await viewOf(opened, order)
      if (view) resolve(view)
    }
    const stop = opened.engine.watch((news) => {
      if (news.type === 'events' && news.run === order.run) look().catch(reject)
    })
    look().catch(reject)
  })

const live = async (order: ChildOrder): Promise<void> => {
  const killSwitch = createKillSwitch(order.killAt)
  const opened = await openEngine(order, killSwitch)
  const { engine, close } = opened
  const before = await viewOf(opened, order)
  say({ fact: 'opened', view: before })
  await engine.resume()
  say({ fact: 'resumed', view: await viewOf(opened, order) })
  if (!before) {
    const { run: id, project } = order
    await engine.start({ id, project, revision: 1, scope: { of: 'all' }, cap: ENOUGH })
    say({ fact: 'started' })
  }
  // Nothing is under way and nothing will ever come.
  const stalled = async (): Promise<void> => say({ fact: 'stalled', view: await viewOf(opened, order) })
  process.once('beforeExit', stalled)
  const view = await settled(opened, order)
  process.off('beforeExit', stalled)
  say({ fact: 'settled', view, passed: killSwitch.passed })
  await close()
  say({ fact: 'closed' })
}

const [file = ''] = process.argv.slice(2)
await live(ChildOrderSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))
