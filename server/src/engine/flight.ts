import type { Charged, Fingerprint, Outputs, Over, Unseen } from '@reelgraph/shared'
import type { Lost, Order } from './attempt-order.ts'
import type { LaneJob } from './lanes.ts'

export type Leaving = 'cancel' | 'suspend'

export interface Left {
  /** The provider could not be stopped. */
  readonly mayBeBilled: boolean
}

export const LEFT: Left = { mayBeBilled: false }

export interface Again {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Nothing starts in the whole lane before then. */
  readonly lane: boolean
  readonly why?: string | undefined
}

interface LanePlace extends Omit<LaneJob, 'start'> {
  readonly fingerprint: Fingerprint
  enqueue(job: LaneJob): void
  /** Takes the job out of its lane. @returns whether it had not started. */
  remove(job: LaneJob): boolean
}

export interface FlightOrder extends LanePlace {
  readonly title: string
  execute(hooks: FlightHooks): Promise<Outputs>
  /** Stores what was made, before anybody hears of it. */
  keep(outputs: Outputs): void
}

export interface TrackedOrder extends LanePlace, Order {
  /** Takes a place in the lane for what is under way already. */
  occupy(job: LaneJob): void
  /** When it is to be tried again, where an earlier process has said so. */
  readonly retry: () => Again | undefined
  /** Nothing starts in its lane before then, in milliseconds since 1970. */
  backOff(until: number, why?: string): void
}

export interface FlightHooks {
  /** Made when somebody first asks for it: most steps are over before anybody does. */
  readonly signal: AbortSignal
  readonly aborted: boolean
  onProgress(fraction: number, note?: string): void
  onPreview(image: string): void
}

export interface FlightMember {
  /** `shared`: another member is charged for it. Not called where the attempt itself has told the run. */
  onStart(shared: boolean): void
  onProgress(fraction: number, note?: string): void
  onPreview(image: string): void
  /** `own`: this member's run started the execution and is charged for it. */
  onDone(outputs: Outputs, own: boolean): void
  /** `charged`: whether it was paid, where that is known of it. */
  onFailed(error: unknown, charged?: Charged): void
  /** Its provider could not be asked how far it is; without it, it could be again. */
  onUnseen(unseen: Unseen | undefined): void
  /** A job of an earlier process is watched on. `own`: it was asked for by this very task. */
  onContinued(own: boolean): void
  /** `own`: the attempt itself has told its run. */
  onLate(own: boolean): void
  /** It failed, surely nothing was paid, and it will be tried again. */
  onAgain(): void
  /** A paid request left, and nobody knows what became of it. */
  onUnknown(lost: Lost): void
  /** It would cost more than its run, its project or the day may spend. */
  onHeld(price: Over): void
}
