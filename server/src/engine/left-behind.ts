import { newNode, type Catalog, type NodeId, type RunId, type Step } from '@reelgraph/shared'
import type { AttemptRow, AttemptStore } from '../store/stores.ts'
import type { OpenAttempts } from './attempts.ts'
import type { TrackedOrder } from './flight.ts'
import type { Lane } from './lanes.ts'

interface Past {
  readonly open: OpenAttempts
  readonly attempts: AttemptStore
  readonly catalog: Catalog
  readonly clock: { now(): number }
  laneOf(id: string): Lane
  /** Its attempts are its own. */
  isUnderWay(run: RunId): boolean
}

export interface LeftBehind {
  readonly order: TrackedOrder
  readonly row: AttemptRow
}

/**
 * Attempts of earlier processes whose runs are over: their jobs are watched on, for what was paid for is worth having. One
 * whose ticket was lost is known to be unknown.
 */
export const leftBehind = ({ open, attempts, catalog, clock, laneOf, isUnderWay }: Past): readonly LeftBehind[] =>
  open.all().flatMap((row) => {
    if (isUnderWay(row.run)) return []
    if (row.ticket === undefined) {
      if (row.state === 'open') {
        attempts.end(row.key, { state: 'unknown', charged: 'unknown', facts: row.facts, at: clock.now() })
        open.set({ ...row, state: 'unknown' })
      }
      return []
    }
    const step = stepOf(catalog, row)
    return step ? [{ order: orderOf(row, step, laneOf(row.account ?? row.provider)), row }] : []
  })

const stepOf = (catalog: Catalog, { subject }: AttemptRow): Step | undefined => {
  const { kind, model, params } = subject
  const node = newNode({ id: 'left-behind' as NodeId, kind, x: 0, y: 0, params, ...(model !== undefined && { model }) }) // an id by its form
  const step = catalog.stepOf(node)
  return 'missing' in step ? undefined : step
}

const orderOf = (row: AttemptRow, step: Step, lane: Lane): TrackedOrder => ({
  ...{ fingerprint: row.fingerprint, subject: row.subject, step, title: row.title, take: row.subject.take },
  ...{ run: row.run, project: row.project, node: row.node, item: row.item },
  inputs: {},
  account: lane.id,
  price: row.reserved === null ? 'unknown' : { low: 0, high: row.reserved },
  reason: { because: 'never-run' },
  queuedAt: row.startedAt,
  limits: () => ({ cap: 0, unknownPrices: false }),
  attemptsSoFar: () => row.number,
  triesBefore: () => 0,
  hasFallback: () => false,
  owner: row.run,
  priority: 'normal',
  urgency: 0,
  place: { run: row.run, node: row.node, item: row.item },
  retry: () => undefined,
  enqueue: (job) => lane.enqueue(job),
  occupy: (job) => lane.occupy(job),
  remove: (job) => lane.remove(job),
  backOff: (until, why) => lane.backOff(until, why),
})
