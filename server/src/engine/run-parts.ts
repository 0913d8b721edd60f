import type { Hash, Planner } from '@reelgraph/shared'
import type { ApprovalStore, RunJournal, SetbackStore } from '../store/stores.ts'
import type { AttemptParts } from './attempts.ts'
import type { ResultLookup } from './result-lookup.ts'
import type { RunRecord } from './run-record.ts'
import type { AwaitedResults } from './awaited-results.ts'
import type { AloftParts } from './tasks-aloft.ts'

/** What every run shares with the others. */
export interface RunParts extends AloftParts {
  readonly log: { warn(message: string): void }
  readonly journal: RunJournal
  readonly approvals: ApprovalStore
  readonly setbacks: Pick<SetbackStore, 'note'>
  readonly attempts: Pick<AttemptParts, 'attempts' | 'open' | 'capsOf' | 'clock'>
  readonly hash: Hash
  readonly awaited: Pick<AwaitedResults, 'wait'>
  /** Whether another run is going on, which may make the very results this one needs. */
  hasCompany(): boolean
  onEnd(): void
}

/** What is a run's own: how far it has come, what follows, and what is known already. */
export interface RunOwn {
  readonly record: RunRecord
  readonly planner: Planner
  readonly lookup: ResultLookup
}
