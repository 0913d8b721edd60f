import {
  taskKey,
  type Batch,
  type Duration,
  type Finding,
  type Fingerprint,
  type KnownResult,
  type Micros,
  type Op,
  type Priority,
  type ProjectId,
  type RunEvent,
  type RunId,
  type RunStatus,
  type Scope,
  type SequencedEvent,
  type Setback,
  type StoredResult,
  type VainTry,
} from '@reelgraph/shared'

export type { AttemptRow, AttemptStore } from './attempts.ts'

/** Facts of every run, in order. An append is in memory at once and durable after `settle`. */
export interface RunJournal {
  create(run: NewRun): void
  /** Sequence numbers are given by whoever runs the run, from 1 on. */
  append(run: RunId, seq: number, event: RunEvent): void
  /** Resolves when everything written so far is on disk. @throws `disk-full`. */
  settle(): Promise<void>
  /** A priority or a cap that is not given stays as it is. */
  update(
    run: RunId,
    facts: Pick<RunRow, 'status' | 'endedAt' | 'cost'> & Partial<Pick<RunRow, 'priority' | 'cap'>>,
  ): void
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
  /** Of the last event in its journal that is on disk; of its making where there is none. */
  readonly updatedAt: number
  readonly endedAt?: number
  /** Micro-dollars. */
  readonly cost: Micros
  readonly priority: Priority
  /** Micro-dollars that it may spend. */
  readonly cap?: Micros
}

export type NewRun = Omit<RunRow, 'updatedAt' | 'priority'> & Partial<Pick<RunRow, 'priority'>>

/** Graphs of runs by the hash of their content, so that a run reads only the graph it was started with. */
export interface GraphStore {
  put(hash: string, json: string): void
  get(hash: string): Promise<string | undefined>
}

/** A stored result as plans see it; its JSON is read when asked for. */
export interface ResultRow extends KnownResult {
  readonly node: string
  readonly item: string | null
  /** A file of it is gone: it can tell what was, and stand for nothing. */
  readonly lost?: true
}

/** Results across runs, projects and restarts. */
export interface ResultStore {
  put(result: StoredResult): void
  /** What is off with it. Nothing where it has been deleted meanwhile. */
  found(fingerprint: Fingerprint, findings: readonly Finding[]): void
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

/** The last try at each node and item of which nothing has come. What has come since is with the results. */
export interface SetbackStore {
  /** Rides the next commit. A result that is deleted is noted by whoever deletes it. */
  note(setback: NewSetback): void
  /** By task, as `taskKey` names it. */
  of(project: ProjectId): ReadonlyMap<string, Setback>
  /** What runs told of those after which nothing was made, newest first: the latest thousand. */
  told(project: ProjectId): readonly VainTry[]
}

export interface NewSetback extends Setback {
  readonly project: ProjectId
  readonly node: string
  readonly item: string | null
  /** What its run told of it in the end. */
  readonly told?: VainTry
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

/** What people approved at gates, by content: the same content asks for no second look. */
export interface ApprovalStore {
  /** Rides the next commit of the journal. */
  approve(approval: Approval): void
  /** Everything approved in a project so far, as `approvalKey` names it. */
  of(project: ProjectId): Promise<ReadonlySet<string>>
}

export interface Approval {
  readonly project: ProjectId
  readonly node: string
  /** `null` outside a list. */
  readonly item: string | null
  /** The hash of what the step gave. */
  readonly content: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A content is a hash and holds no space, so it is never ambiguous. */
export const approvalKey = (node: string, item: string | null, content: string): string =>
  `${taskKey(node, item)} ${content}`

/** How long models took on this machine: the last 100 times of each. In memory; what is new rides the next commit. */
export interface ModelTimes {
  note(model: string, milliseconds: number): void
  /** `undefined` where it has never run here. `runs`: how many times the figures are of. */
  duration(model: string): Duration | undefined
}
