import type {
  AttemptFacts,
  Charged,
  ErrorBody,
  Fingerprint,
  Json,
  LedgerEntry,
  Micros,
  PaidAnswer,
  ProjectId,
  RunId,
  Subject,
  Sum,
} from '@reelgraph/shared'

/**
 * Attempts that may be paid, or that are jobs, and the ledger that is the sum of them. What is paid for outlives its run: a row
 * stays when its run has ended. Amounts in micro-dollars, times in milliseconds since 1970. What only rides the next commit is
 * read at once and durable after the journal's `settle`.
 */
export interface AttemptStore {
  /**
   * Before a request that may be paid. In ONE transaction: checks settled + reserved of run, project and day against the caps,
   * inserts the row, books the reservation, and calls `also`, whose journal events are in it too. Everything written so far is
   * durable when it returns. Where a cap refuses, nothing is written and `also` is not called. An unknown price counts as
   * nothing; it is refused where a cap has nothing left at all, or another attempt of unknown price is open under it.
   * @throws `disk-full`, `folder-in-use`: there is no row and the request must not leave. What `also` may have appended to the
   * journal stays queued for the next commit.
   */
  reserve(attempt: NewAttempt, caps: Caps, also: () => void): Reservation
  /** The raw answer to the paid request, at most 64 kB. Rides the next commit. Forgotten when the attempt succeeds. */
  answered(key: string, answer: PaidAnswer): void
  /**
   * The provider has the job: from now on it is watched. In one transaction with what `also` appends; durable when it returns.
   * An attempt whose outcome was unknown is open again with it.
   * @throws `disk-full`, `folder-in-use`: the ticket is not on disk. What `also` may have appended stays queued.
   */
  submitted(key: string, taken: Submission, also: () => void): void
  /**
   * Rides the next commit. Books the cost; the reservation is released where `charged` is not `unknown`. What was charged
   * without a figure is booked at the reserved price, and stays unpriced where that is unknown. A higher figure is booked as it
   * is. Ending again (found later, a corrected figure) books the difference.
   */
  end(key: string, end: AttemptEnd): void
  /**
   * A person gave up asking: it no longer stands in the way of running the same again. Its price stays reserved, as perhaps paid.
   * Changes only what is open or unknown. Rides the next commit.
   */
  writeOff(key: string): void
  /** With a ticket and open, of any run, oldest first. */
  watched(): readonly AttemptRow[]
  /** Open or unknown, of any run and project, oldest first. */
  pendingAll(): readonly AttemptRow[]
  row(key: string): AttemptRow | undefined
  /** What a run, a project or a day has spent so far. */
  spent(on: CapKind, id: string): Sum
  /** Whether an attempt of unknown price is open that is counted there. */
  isUnpricedOpen(on: CapKind, id: string): boolean
  /** Free attempts are in no sum. */
  sums(filter: LedgerFilter): Promise<LedgerSums>
  /** Newest first, without those that were free. */
  list(query: LedgerQuery): Promise<readonly LedgerEntry[]>
}

export type AttemptState = LedgerEntry['state']

export interface NewAttempt {
  /** Unique for good. */
  readonly key: string
  readonly run: RunId
  readonly project: ProjectId
  readonly node: string
  readonly item: string | null
  /** From 1 on. */
  readonly number: number
  readonly provider: string
  /** The account it was begun on: what the provider was given, it gives back to no other. */
  readonly account?: string
  /** `provider/model`. */
  readonly model: string
  readonly fingerprint: Fingerprint
  readonly subject: Subject
  /** SHA-256 of what is asked for. */
  readonly request: string
  /** 0 where it is free, `null` where the price is unknown. */
  readonly reserved: Micros | null
  readonly startedAt: number
  /** By the server's date, `2026-11-20`; the cap of this day is charged whenever it ends. */
  readonly day: string
  /** Of the node, for people. */
  readonly title: string
  /** What is known of it before it begins. */
  readonly facts?: Pick<AttemptFacts, 'insteadOf'>
}

export interface AttemptRow extends NewAttempt {
  readonly state: AttemptState
  readonly ticket?: Json
  readonly answer?: PaidAnswer
  readonly charged?: Charged
  readonly figure?: Figure
  readonly facts: AttemptFacts
  readonly error?: ErrorBody
  readonly submittedAt?: number
  readonly endedAt?: number
}

/** Whose figure a cost is. */
export type Figure = 'provider' | 'price-list'

export interface Submission {
  readonly ticket: Json
  readonly at: number
  readonly requestId?: string
}

export interface AttemptEnd {
  readonly state: Exclude<AttemptState, 'open' | 'written-off'>
  readonly charged: Charged
  readonly figure?: Figure
  /** `cost`: what is booked. */
  readonly facts: AttemptFacts
  readonly error?: ErrorBody
  readonly at: number
}

export type CapKind = 'run' | 'project' | 'day'
export type Caps = { readonly [K in CapKind]?: Micros }

export interface Reservation {
  readonly refused?: Refusal
}

/** `spent`: settled + reserved before it. `needs`: its price, `null` where that is unknown. */
export interface Refusal {
  readonly cap: CapKind
  readonly limit: Micros
  readonly spent: Micros
  readonly needs: Micros | null
  /** There is something left; but under this cap another attempt of unknown price is open. */
  readonly turn?: true
}

export interface LedgerFilter {
  readonly project?: ProjectId
  readonly run?: RunId
  readonly provider?: string
  readonly day?: string
}

export interface LedgerQuery extends LedgerFilter {
  /** `trouble`: paid or perhaps paid, and neither open nor succeeded. */
  readonly only: 'all' | 'trouble'
  /** The key of the last one of the page before. */
  readonly before?: string
  readonly limit: number
}

export interface LedgerSums {
  readonly total: Sum
  readonly projects: readonly { readonly project: ProjectId; readonly sum: Sum }[]
  readonly providers: readonly { readonly provider: string; readonly sum: Sum }[]
  /** Newest first. */
  readonly days: readonly { readonly day: string; readonly sum: Sum }[]
  /** The last 200, newest first. */
  readonly runs: readonly { readonly run: RunId; readonly project: ProjectId; readonly sum: Sum }[]
}
