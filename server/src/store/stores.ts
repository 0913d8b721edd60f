import type {
  Batch,
  Fingerprint,
  KnownResult,
  Op,
  ProjectId,
  RunEvent,
  RunId,
  RunStatus,
  Scope,
  SequencedEvent,
  StoredResult,
} from '@reelgraph/shared'

/** Facts of every run, in order. An append is in memory at once and durable after `settle`. */
export interface RunJournal {
  create(run: RunRow): void
  /** Sequence numbers are given by whoever runs the run, from 1 on. */
  append(run: RunId, seq: number, event: RunEvent): void
  /** Resolves when everything written so far is on disk. @throws `disk-full`. */
  settle(): Promise<void>
  update(run: RunId, facts: Pick<RunRow, 'status' | 'endedAt' | 'cost'>): void
  read(run: RunId, since: number): Promise<readonly SequencedEvent[]>
  row(run: RunId): Promise<RunRow | undefined>
  /** Newest first. */
  list(project: ProjectId): Promise<readonly RunRow[]>
  /** Oldest first. */
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

/** A stored result as plans see it; its JSON is read when asked for. */
export interface ResultRow extends KnownResult {
  readonly node: string
  readonly item: string | null
}

/** Results across runs, projects and restarts. */
export interface ResultStore {
  put(result: StoredResult): void
  /** Notes that a node took a result that was made elsewhere. */
  use(use: Pick<StoredResult, 'project' | 'node' | 'item' | 'fingerprint' | 'at'>): void
  get(fingerprints: readonly Fingerprint[]): Promise<ReadonlyMap<Fingerprint, ResultRow>>
  /** For every node and item of a project what it made or used last. */
  recent(project: ProjectId): Promise<readonly ResultRow[]>
  /** Newest first, at most 500. */
  list(query: {
    readonly project: ProjectId
    readonly node: string
    readonly item?: string
  }): Promise<readonly StoredResult[]>
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

/** The accepted batches of every project, without a gap up to the latest. Acknowledged means committed here. */
export interface OpLog {
  append(project: ProjectId, entry: OpLogEntry): Promise<void>
  /** Batches after a revision, in order. */
  since(project: ProjectId, revision: number): Promise<readonly OpLogEntry[]>
  /** The entry a sender's id has made, so that a repetition gets the first answer. */
  byId(project: ProjectId, id: string): Promise<OpLogEntry | undefined>
  /** Where the log of a project begins now. */
  oldest(project: ProjectId): Promise<Pick<OpLogEntry, 'revision' | 'at'> | undefined>
  /** Lets go of the beginning of a log. @throws `disk-full`. */
  shorten(project: ProjectId, limits: LogLimits): Promise<void>
}

/** A batch goes that is outside both of them, and none that comes after one that stays. */
export interface LogLimits {
  /** Younger batches are kept. Milliseconds since 1970. */
  readonly before: number
  /** Batches after this revision are kept: that of a snapshot which the log has to lead on from. */
  readonly keepFrom: number
}

export interface OpLogEntry {
  readonly id: Batch['id']
  readonly revision: number
  readonly ops: readonly Op[]
  /** Milliseconds since 1970. */
  readonly at: number
}
