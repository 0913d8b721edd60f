import type { Catalog, Clock, Log, ProjectId } from '@reelgraph/shared'
import type {
  ApprovalStore,
  AttemptStore,
  GraphStore,
  ModelTimes,
  ResultStore,
  RunJournal,
  SetbackStore,
  TakeStore,
} from '../store/stores.ts'
import type { Limits } from './attempts.ts'
import type { LaneSettings } from './lanes.ts'
import type { TaskHost } from './task-host.ts'

/** What an engine works with: where it keeps things, who executes its tasks, and what people have set. */
export interface EngineParts {
  readonly catalog: Catalog
  readonly journal: RunJournal
  readonly graphs: GraphStore
  readonly results: ResultStore
  readonly takes: TakeStore
  readonly approvals: ApprovalStore
  readonly setbacks: SetbackStore
  readonly attempts: AttemptStore
  readonly times: ModelTimes
  readonly host: TaskHost
  readonly clock: Clock
  readonly log: Log
  /** How many tasks a lane takes at once where its provider leaves it to the machine. */
  readonly cores: number
  /** What projects and days may cost. */
  capsOf(project: ProjectId): Promise<Limits>
  /** Which account of a provider a project uses, by the id of its lane, and whether it could run on it. */
  readonly accounts: {
    laneOf(provider: string, project: ProjectId): string
    has(provider: string, project: ProjectId): boolean
  }
  /** What a person has set for provider accounts. */
  readonly lanes: {
    limitsOf(id: string): LaneSettings
    save(id: string, settings: LaneSettings): void
  }
}
