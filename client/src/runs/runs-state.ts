import type { ErrorBody, Plan, RunId, RunSummary, Scope } from '@reelgraph/shared'
import type { PlanState } from './plans.ts'

/** A run that waits for a person's yes. */
export interface Asking {
  readonly scope: Scope
  readonly plan: Plan
  /** The project changed between the plan they saw and the start; this is the new one. */
  readonly changed: boolean
}

export interface RunsState {
  /** What is going on and what went on last has arrived. */
  readonly ready: boolean
  /** Newest first. */
  readonly runs: readonly RunId[]
  readonly plan: PlanState
  /** The confirm panel is open with this. */
  readonly asking: Asking | undefined
  /** Between the press of Run and the run. */
  readonly starting: boolean
  /** All runs of the project, newest first, once somebody has looked. */
  readonly history: readonly RunSummary[] | undefined
  readonly historyError: ErrorBody | undefined
}
