import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, onTestFinished } from 'vitest'
import {
  taskKey,
  type Clock,
  type Project,
  type Run,
  type RunEvent,
  type RunId,
  type TaskState,
} from '@reelgraph/shared'
import type { RunOrder } from '../engine.ts'
import type { Decided } from '../run-waits.ts'
import { createAttemptStore } from '../../store/embedded/attempts.ts'
import { bind } from '../../store/embedded/journal.ts'
import type { AttemptStore } from '../../store/stores.ts'
import { createManualClock, type ManualClock } from '../../testing/manual-clock.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import type { Drawing } from './draw-project.ts'
import { createStudio, type Studio } from './studio.ts'
import { drawProject, openWorkshop, type Workshop, type WorkshopOptions } from './workshop.ts'

/** A real engine on a real database, a provider and a clock in the hands of the test. */
export interface Stage {
  readonly clock: ManualClock
  readonly studio: Studio
  readonly workshop: Workshop
  readonly engine: Workshop['engine']
  readonly ledger: AttemptStore
  /** The database on the disk. */
  readonly file: string
  /** Starts a run of everything drawn, with enough money where the order says nothing else. */
  start(table: Drawing | Project, order?: Partial<RunOrder>): Promise<RunId>
  run(id: RunId): Promise<Run>
  /** Lets everything happen that needs no time, until the run looks like this. */
  until(id: RunId, isSo: (run: Run) => boolean): Promise<Run>
  /** Lets this much time go by, and everything happen that follows. */
  pass(ms: number): Promise<void>
  /** Lets time go by until the run looks like this: half an hour at most. */
  passUntil(id: RunId, isSo: (run: Run) => boolean): Promise<Run>
  decide(id: RunId, key: string, decided: Decided): Promise<void>
  events(id: RunId): Promise<readonly RunEvent[]>
  /** The server is stopped in an orderly way and started again. */
  restart(how?: { readonly meanwhile: () => void }): Promise<void>
  /** The server is killed, and started again on what is on the disk. */
  die(): Promise<void>
}

const STEP_MS = 100

export const ENOUGH = 1_000_000

export const openStage = (options: WorkshopOptions = {}): Stage => {
  const folder = temporaryFolder()
  const clock = createManualClock()
  const studio = createStudio(() => clock.now())
  let lives = 0
  const open = (file: string) => {
    const life = (lives += 1)
    const living = async <T>(wish: Promise<T>): Promise<T> => {
      const given = await wish
      return life === lives ? given : new Promise<T>(() => {})
    }
    const own: Clock = { now: () => clock.now(), sleep: (ms, signal) => living(clock.sleep(ms, signal)) }
    const shop = { ...studio, fetch: ((input, init) => living(studio.fetch(input, init))) satisfies typeof fetch }
    return openWorkshop({ ...options, file, clock: own, shop })
  }
  let file = join(folder, 'first.db')
  let workshop = open(file)
  onTestFinished(async () => {
    const closed = workshop.close()
    // a request that was never answered is waited for
    for (let left = 4; left > 0; left -= 1) await clock.advance(5000)
    await closed
    expect(studio.faults).toEqual([])
  })
  const read = async (id: RunId): Promise<Run> => {
    const found = await workshop.engine.read(id)
    if (!found) throw new Error('there is no such run')
    return found.run
  }
  return {
    clock,
    studio,
    get workshop() {
      return workshop
    },
    get engine() {
      return workshop.engine
    },
    get file() {
      return file
    },
    get ledger() {
      return createAttemptStore(bind(workshop.database))
    },
    start(table, order = {}) {
      const project = isProject(table) ? table : drawProject(table)
      return workshop.engine.start({ project, revision: 1, scope: { of: 'all' }, cap: ENOUGH, ...order })
    },
    run: read,
    async until(id, isSo) {
      for (let left = 500; left > 0; left -= 1) {
        const run = await read(id)
        if (isSo(run)) return run
        await turn()
      }
      const run = await read(id)
      throw new Error(`it does not come to this: ${run.status} ${JSON.stringify(statuses(run))}`)
    },
    async pass(ms) {
      // in steps, so that what begins in between has its own time
      for (let left = ms; left > 0; left -= STEP_MS) {
        await clock.advance(Math.min(left, STEP_MS))
        for (let turns = 6; turns > 0; turns -= 1) await turn()
      }
    },
    async passUntil(id, isSo) {
      for (let left = 1800; left > 0 && !isSo(await read(id)); left -= 1) await this.pass(1000)
      return this.until(id, isSo)
    },
    decide(id, key, decided) {
      const [node = '', item = null] = key.split(' ')
      return workshop.engine.decide({ run: id, node, item, decided })
    },
    events: async (id) => (await workshop.engine.events(id, 0)).map(({ event }) => event),
    async restart(how) {
      await workshop.close()
      how?.meanwhile()
      workshop = open(file)
      await workshop.engine.resume()
    },
    async die() {
      file = join(folder, `life-${lives}.db`)
      await workshop.database.settle()
      workshop.database.sqlite.exec(`VACUUM INTO '${file}'`)
      const { database } = workshop
      workshop = open(file)
      database.close()
      await workshop.engine.resume()
    },
  }
}

const isProject = (table: Drawing | Project): table is Project => 'nodes' in table && 'edges' in table

/** Key → status. */
export const statuses = (run: Run): Readonly<Record<string, string>> =>
  Object.fromEntries(run.tasks.map((task) => [taskKey(task.node, task.item), task.status]))

export const taskOf = (run: Run, key: string): TaskState => {
  const found = run.tasks.find(({ node, item }) => taskKey(node, item) === key)
  if (!found) throw new Error(`there is no task ${key}: ${JSON.stringify(statuses(run))}`)
  return found
}

export const hasEnded = ({ endedAt }: Run): boolean => endedAt !== undefined
export const waits = ({ status }: Run): boolean => status === 'waiting'
/** Whether a task has this status. */
export const has =
  (key: string, status: TaskState['status']) =>
  (run: Run): boolean =>
    statuses(run)[key] === status

/** Whether a provider has the job of this task. */
export const isAtProvider =
  (key: string) =>
  (run: Run): boolean => {
    const { status, attempts } = taskOf(run, key)
    return status === 'running' && attempts.at(-1)?.ticket !== undefined
  }
