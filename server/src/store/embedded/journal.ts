import {
  ScopeSchema,
  type Micros,
  type Priority,
  type ProjectId,
  type RunEvent,
  type RunId,
  type RunStatus,
  type SequencedEvent,
} from '@reelgraph/shared'
import type { GraphStore, RunJournal, RunRow } from '../stores.ts'
import type { Database } from './database.ts'

interface Row {
  readonly id: RunId
  readonly project: ProjectId
  readonly revision: number
  readonly scope: string
  readonly status: RunStatus
  readonly created_at: number
  readonly updated_at: number
  readonly ended_at: number | null
  readonly cost: Micros
  readonly priority: Priority
  readonly cap: Micros | null
}

interface Gathered {
  seq: number
  /** Of the last event. */
  at: number
  readonly texts: string[]
}

/** What it reads back was written by `append`, so it is not checked event by event. */
const readEvents = (last: number, text: string): readonly SequencedEvent[] => {
  const events = JSON.parse(text) as readonly RunEvent[] // written by `append`
  return events.map((event, index) => ({ seq: last - events.length + 1 + index, event }))
}

const readRow = (row: unknown): RunRow => {
  const { id, project, revision, scope, status, created_at, updated_at, ended_at, cost, priority, cap } = row as Row // the columns of `runs`
  return {
    id,
    project,
    revision,
    scope: ScopeSchema.parse(JSON.parse(scope)),
    status,
    createdAt: created_at,
    updatedAt: updated_at,
    ...(ended_at !== null && { endedAt: ended_at }),
    cost,
    priority,
    ...(cap !== null && { cap }),
  }
}

export const createRunJournal = ({ sqlite, write, beforeCommit, settle }: Bound): RunJournal => {
  const insertRun = sqlite.prepare(
    'INSERT OR IGNORE INTO runs (id, project, revision, scope, status, created_at, updated_at, ended_at, cost, priority, cap) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const touch = sqlite.prepare('UPDATE runs SET updated_at = ? WHERE id = ?')
  const insertEvents = sqlite.prepare('INSERT OR REPLACE INTO run_events (run, seq, events) VALUES (?, ?, ?)')
  const update = sqlite.prepare(
    'UPDATE runs SET status = ?1, ended_at = ?2, cost = ?3, priority = COALESCE(?4, priority), cap = COALESCE(?5, cap), updated_at = MAX(updated_at, COALESCE(?2, 0)) WHERE id = ?6',
  )
  const select = sqlite.prepare('SELECT seq, events FROM run_events WHERE run = ? AND seq > ? ORDER BY seq')
  const selectRun = sqlite.prepare('SELECT * FROM runs WHERE id = ?')
  const selectRuns = sqlite.prepare('SELECT * FROM runs WHERE project = ? ORDER BY created_at DESC, id LIMIT 200')
  const selectUnfinished = sqlite.prepare('SELECT * FROM runs WHERE ended_at IS NULL ORDER BY created_at')
  /** Events that no row holds yet, by run: one row a group commit costs a fraction of one an event. */
  const gathered = new Map<RunId, Gathered>()
  const writeGathered = (): void => {
    const rows = [...gathered]
    gathered.clear()
    for (const [run, { seq, at, texts }] of rows) {
      const events = `[${texts.join(',')}]`
      write(() => {
        insertEvents.run(run, seq, events)
        touch.run(at, run)
      })
    }
  }
  return {
    create(run) {
      const values = [
        run.id,
        run.project,
        run.revision,
        JSON.stringify(run.scope),
        run.status,
        run.createdAt,
        run.createdAt,
        run.endedAt ?? null,
        run.cost,
        run.priority ?? 'normal',
        run.cap ?? null,
      ]
      write(() => insertRun.run(...values))
    },
    append(run, seq, event) {
      if (gathered.size === 0) beforeCommit(writeGathered)
      const waiting = gathered.get(run)
      if (!waiting) gathered.set(run, { seq, at: event.at, texts: [JSON.stringify(event)] })
      else {
        waiting.seq = seq
        waiting.at = event.at
        waiting.texts.push(JSON.stringify(event))
      }
    },
    settle,
    update(run, { status, endedAt, cost, priority, cap }) {
      write(() => update.run(status, endedAt ?? null, cost, priority ?? null, cap ?? null, run))
    },
    async read(run, since) {
      writeGathered()
      const rows = select.all(run, since) as unknown as readonly { readonly seq: number; readonly events: string }[] // the selected columns
      return rows.flatMap((row) => readEvents(row.seq, row.events)).filter(({ seq }) => seq > since)
    },
    async row(run) {
      const row = selectRun.get(run)
      return row && readRow(row)
    },
    async list(project) {
      return selectRuns.all(project).map(readRow)
    },
    async unfinished() {
      return selectUnfinished.all().map(readRow)
    },
  }
}

export const createGraphStore = ({ sqlite, write }: Bound): GraphStore => {
  const insert = sqlite.prepare('INSERT OR IGNORE INTO graphs (hash, json) VALUES (?, ?)')
  const select = sqlite.prepare('SELECT json FROM graphs WHERE hash = ?')
  return {
    put(hash, json) {
      write(() => insert.run(hash, json))
    },
    async get(hash) {
      const row = select.get(hash) as { readonly json: string } | undefined // the selected column
      return row?.json
    },
  }
}

/** A database whose methods need no `this`. */
export interface Bound {
  readonly sqlite: Database['sqlite']
  write(work: () => void): void
  beforeCommit(work: () => void): void
  transact<T>(work: () => T): T
  settle(): Promise<void>
}

export const bind = (database: Database): Bound => ({
  sqlite: database.sqlite,
  write: (work) => database.write(work),
  beforeCommit: (work) => database.beforeCommit(work),
  transact: (work) => database.transact(work),
  settle: () => database.settle(),
})
