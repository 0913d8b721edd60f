import type { Batch, Fingerprint, Op, ProjectId, RunEvent, RunId, RunStatus, Scope, SequencedEvent, StoredResult } from '@reelgraph/shared'

/** Facts of every run, in order. An append is in memory at once and durable after `settle`. */
export interface RunJournal {
  /** Writes a run and its first event. */
  create(run: RunRow, first: RunEvent): void
  /** @returns the sequence number of the event. */
  append(run: RunId, event: RunEvent): number
  /** Resolves when everything appended so far is on disk. */
  settle(): Promise<void>
  setStatus(run: RunId, status: RunStatus, endedAt?: number): void
  read(run: RunId, since: number): Promise<readonly SequencedEvent[]>
  row(run: RunId): Promise<RunRow | undefined>
  /** Newest first. */
  list(project: ProjectId): Promise<readonly RunRow[]>
  unfinished(): Promise<readonly RunRow[]>
}

export interface RunRow {
  readonly id: RunId
  readonly project: ProjectId
  readonly revision: number
  readonly scope: Scope
  readonly status: RunStatus
  readonly createdAt: number
  readonly endedAt?: number
  /** Micro-dollars. */
  readonly cost: number
}

/** Graphs of runs by the hash of their content, so that a run reads only the graph it was started with. */
export interface GraphStore {
  put(hash: string, json: string): void
  get(hash: string): Promise<string | undefined>
}

/** Results across runs, projects and restarts. */
export interface ResultStore {
  put(result: StoredResult): void
  get(fingerprints: readonly Fingerprint[]): Promise<ReadonlyMap<Fingerprint, StoredResult>>
  /** For every node and item of a project the newest result, and the results most likely asked for next. */
  recent(project: ProjectId): Promise<readonly StoredResult[]>
  /** Newest first. */
  list(query: { readonly project: ProjectId; readonly node: string; readonly item?: string }): Promise<readonly StoredResult[]>
}

/** The highest take ever attempted, by node and item. */
export interface TakeStore {
  highest(query: TakeQuery): Promise<number>
  note(query: TakeQuery & { readonly take: number }): void
}

export interface TakeQuery {
  readonly project: ProjectId
  readonly node: string
  /** `''` outside a list. */
  readonly item: string
}

/** Every accepted batch of every project. Acknowledged means committed here. */
export interface OpLog {
  append(project: ProjectId, entry: OpLogEntry): Promise<void>
  /** Batches after a revision, in order. */
  since(project: ProjectId, revision: number): Promise<readonly OpLogEntry[]>
  /** The entry a sender's id has made, so that a repetition gets the first answer. */
  byId(project: ProjectId, id: string): Promise<OpLogEntry | undefined>
}

export interface OpLogEntry {
  readonly id: Batch['id']
  readonly revision: number
  readonly ops: readonly Op[]
  /** Milliseconds since 1970. */
  readonly at: number
}
