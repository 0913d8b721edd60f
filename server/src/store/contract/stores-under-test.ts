import type { AttemptStore } from '../attempts.ts'
import type { DocumentStore } from '../documents.ts'
import type {
  ApprovalStore,
  GraphStore,
  ModelTimes,
  OpLog,
  ResultStore,
  RunJournal,
  SetbackStore,
  TakeStore,
} from '../stores.ts'

/** One set of stores, as a server that has just started has it. */
export interface StoresUnderTest {
  readonly journal: RunJournal
  readonly graphs: GraphStore
  readonly results: ResultStore
  readonly takes: TakeStore
  readonly opLog: OpLog
  readonly attempts: AttemptStore
  readonly approvals: ApprovalStore
  readonly setbacks: SetbackStore
  readonly times: ModelTimes
  readonly documents: DocumentStore<Document>
  /** What a server finds that starts after this one was killed at this very moment. */
  afterKill(): Promise<StoresUnderTest>
}

/** What the documents of the suite hold. */
export interface Document {
  readonly form: number
}

/** Opens empty stores, which are closed when the test has finished. */
export type OpenStores = () => Promise<StoresUnderTest>
