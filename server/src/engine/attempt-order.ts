import type {
  Asked,
  Charged,
  ErrorBody,
  ErrorCode,
  Fingerprint,
  InsteadOf,
  Outputs,
  Over,
  Price,
  ProjectId,
  Reason,
  RunId,
  RunState,
  Step,
  Subject,
  TaskInputs,
  Unseen,
} from '@reelgraph/shared'
import type { AttemptRow } from '../store/stores.ts'
import type { Retry } from './attempt-errors.ts'

/** What is to be made, for whom, and for how much at most. */
export interface Order {
  readonly fingerprint: Fingerprint
  readonly subject: Subject
  readonly step: Step
  readonly title: string
  readonly inputs: TaskInputs
  readonly take: number
  readonly price: Price
  readonly reason: Reason
  /** Of a fallback. */
  readonly insteadOf?: InsteadOf
  readonly run: RunId
  readonly project: ProjectId
  readonly node: string
  readonly item: string | null
  /** Of the lane it waits in. */
  readonly account: string
  readonly queuedAt: number
  /** What the run may spend now, and whether steps of unknown price may run in it. */
  readonly limits: () => RunLimits
  /** How many attempts the task has had. */
  readonly attemptsSoFar: () => number
  /** How often this very thing went wrong free of charge since anything else became of the task. */
  readonly triesBefore: (attempt: number, code: ErrorCode) => number
  /** Whether another model may make it in the place of this one, now or as soon as a person says so. */
  readonly hasFallback: () => boolean
}

/** Nobody knows what became of a paid request. `error`: what went wrong at first. */
export interface Lost {
  readonly error: ErrorBody
  readonly row: AttemptRow
  readonly asked: Asked
}

/** Micro-dollars. `raised`: how far it may go with what its project, or a day, spends, where a person agreed to more. */
export type RunLimits = Pick<RunState, 'cap' | 'raised' | 'unknownPrices' | 'unknownBeyondCap'>

export type Ending =
  | { readonly how: 'done'; readonly outputs: Outputs }
  /** `retry`: surely nothing was paid and it may go better: when to try again, in milliseconds since 1970. */
  | {
      readonly how: 'failed'
      readonly error: ErrorBody
      readonly charged: Charged
      readonly retry?: Pick<Retry, 'at' | 'lane' | 'isLong'>
    }
  | ({ readonly how: 'unknown' } & Lost)
  | ({ readonly how: 'held' } & Over)
  | { readonly how: 'cancelled'; readonly mayBeBilled: boolean }
  /** The server stops; the next start goes on. */
  | { readonly how: 'suspended' }

export interface CourseHooks {
  onProgress(fraction: number, note?: string): void
  onPreview(image: string): void
  /** Its provider could not be asked how far it is; without it, it could be again. */
  onUnseen(unseen: Unseen | undefined): void
  /** Over its deadline: it gives its place in the lane away and is watched on. */
  onLate(): void
  /** The provider was asked for a lost ticket, and has it. */
  onFound(): void
}
