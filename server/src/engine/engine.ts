import type {
  Fingerprint,
  LaneState,
  Micros,
  ModelOffer,
  Plan,
  Priority,
  Project,
  ProjectId,
  Run,
  RunId,
  RunSummary,
  Scope,
  SequencedEvent,
  StoredResult,
  VainTry,
  VolatileEvent,
} from '@reelgraph/shared'
import type { CompareOrder } from './compare-models.ts'
import type { LaneDesk } from './lanes.ts'
import type { Decided } from './run-waits.ts'

/** What the rest of the server may ask of the engine. */
export interface Engine extends LaneDesk {
  /** No side effects. @throws `not-found` where the scope names a node or an item that there is not. */
  plan(question: PlanOrder): Promise<Plan>
  /** The same for the server's own use: what a person was shown stays what a run would do. */
  planAside(question: PlanOrder): Promise<Plan>
  /** Every model that a node could hold, as it would do there. No side effects. */
  compare(question: CompareOrder): Promise<readonly ModelOffer[]>
  /**
   * Starts a run, or returns the one that has this id already.
   * @throws `plan-changed` (with the new plan as detail) where it costs more than `atMost`, `needs-consent` where nobody has
   * agreed to what it may cost, `conflict` where the id is that of another project's run.
   */
  start(order: RunOrder): Promise<RunId>
  /**
   * Resolves when the request is in the journal; the run ends soon after.
   * @throws `not-found`, `conflict` where it has ended otherwise.
   */
  cancel(run: RunId): Promise<void>
  prioritise(run: RunId, priority: Priority): Promise<void>
  /**
   * What a person decided of a task that waits for them. Resolves when that is on disk.
   * @throws `not-found`, `conflict` where it does not wait for this.
   */
  decide(decision: TaskDecision): Promise<void>
  /** A person has looked at what a step has given, without a run that waits there. Resolves when that is on disk. */
  approve(looked: LookedAt): Promise<void>
  /**
   * Stores what a person made of the outputs of a step that waits at its gate.
   * @returns the result, to be pinned in the document and given to `decide`. @throws `not-found`, `conflict`, `invalid-request`.
   */
  storeEdited(edit: Edit): Promise<StoredResult>
  read(run: RunId): Promise<{ readonly run: Run; readonly seq: number } | undefined>
  events(run: RunId, since: number): Promise<readonly SequencedEvent[]>
  /** Newest first. */
  list(project: ProjectId): Promise<readonly RunSummary[]>
  /** Newest first. */
  results(query: {
    readonly project: ProjectId
    readonly node: string
    readonly item?: string
  }): Promise<readonly StoredResult[]>
  /** The last try at each step of which nothing has come since. */
  vainTries(project: ProjectId): readonly VainTry[]
  /** 1 + the highest take ever attempted for this node and item (`''` outside a list). */
  nextTake(query: { readonly project: ProjectId; readonly node: string; readonly item: string }): Promise<number>
  /** @returns a function that stops the watching. */
  watch(listener: (news: RunNews) => void): () => void
  /** A stored result has been deleted: plans that were drawn may be untrue. */
  outdate(): void
  /** A person has forgotten a result: the same, and whoever watches a project that had it is told. */
  forgotten(gone: Forgotten): void
  /** Goes on with every run whose process died, and watches the jobs that runs have left behind. Called once, after start. */
  resume(): Promise<void>
  /** Interrupts what is running and leaves it for the next start. */
  close(): Promise<void>
}

export interface TaskDecision {
  readonly run: RunId
  readonly node: string
  readonly item: string | null
  readonly decided: Decided
}

export interface LookedAt {
  readonly project: ProjectId
  readonly node: string
  readonly item: string | null
  readonly outputs: StoredResult['outputs']
}

export interface Edit {
  readonly run: RunId
  readonly node: string
  readonly item: string | null
  readonly outputs: StoredResult['outputs']
}

export interface PlanOrder {
  readonly project: Project
  readonly revision: number
  readonly scope: Scope
}

export interface RunOrder extends PlanOrder {
  readonly id?: RunId
  /** Micro-dollars that the person saw as the most it can cost. */
  readonly atMost?: Micros
  /** Micro-dollars it may spend; what would go beyond is held. `atMost` where there is none. */
  readonly cap?: Micros
  /** The person knows that nobody knows the price of some steps. */
  readonly unknownPrices?: boolean
  readonly priority?: Priority
}

export interface Forgotten {
  readonly fingerprint: Fingerprint
  readonly users: readonly { readonly project: ProjectId; readonly node: string }[]
}

export type RunNews =
  | {
      readonly type: 'events'
      readonly project: ProjectId
      readonly run: RunId
      readonly events: readonly SequencedEvent[]
    }
  | {
      readonly type: 'volatile'
      readonly project: ProjectId
      readonly run: RunId
      readonly events: readonly VolatileEvent[]
    }
  | {
      readonly type: 'forgotten'
      readonly project: ProjectId
      readonly node: string
      readonly fingerprint: Fingerprint
    }
  /** At most four times a second. */
  | { readonly type: 'lanes'; readonly lanes: readonly LaneState[] }
