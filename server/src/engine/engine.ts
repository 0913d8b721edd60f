import type {
  Micros,
  Plan,
  Project,
  ProjectId,
  Run,
  RunId,
  RunSummary,
  Scope,
  SequencedEvent,
  StoredResult,
  VolatileEvent,
} from '@reelgraph/shared'

/** What the rest of the server may ask of the engine. */
export interface Engine {
  /** No side effects. */
  plan(question: PlanOrder): Promise<Plan>
  /**
   * Starts a run, or returns the one that has this id already.
   * @throws `plan-changed` (with the new plan as detail) where it costs more than `atMost`, `conflict` where the id is that
   * of another project's run.
   */
  start(order: RunOrder): Promise<RunId>
  /** Resolves when the request is in the journal; the run ends soon after. */
  cancel(run: RunId): Promise<void>
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
  /** 1 + the highest take ever attempted for this node and item (`''` outside a list). */
  nextTake(query: { readonly project: ProjectId; readonly node: string; readonly item: string }): Promise<number>
  /** @returns a function that stops the watching. */
  watch(listener: (news: RunNews) => void): () => void
  /** Goes on with every run whose process died. Called once, after start. */
  resume(): Promise<void>
  /** Interrupts what is running and leaves it for the next start. */
  close(): Promise<void>
}

export interface PlanOrder {
  readonly project: Project
  readonly revision: number
  readonly scope: Scope
}

export interface RunOrder extends PlanOrder {
  readonly id?: RunId
  readonly atMost?: Micros
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
