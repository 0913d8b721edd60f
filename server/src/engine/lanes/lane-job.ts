import type { Priority } from '@reelgraph/shared'

export interface LaneJob {
  /** The run whose work it is: lanes take turns between owners of one priority. */
  readonly owner: string
  /** Read when it is enqueued. */
  readonly priority: Priority
  /** Within one owner the higher goes first: expected milliseconds from this step to the end of the film. */
  readonly urgency: number
  /** Only asked for to show the queue. */
  readonly place: { readonly run: string; readonly node: string; readonly item: string | null }
  /** Never rejects; the slot is free again when it settles. */
  start(): Promise<void>
}
