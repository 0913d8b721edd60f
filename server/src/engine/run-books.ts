import {
  errorBody,
  toWire,
  type Log,
  type ProjectId,
  type RunId,
  type RunSummary,
  type SequencedEvent,
} from '@reelgraph/shared'
import type { RunJournal } from '../store/stores.ts'
import type { Engine } from './engine.ts'
import { foldJournal } from './restore.ts'
import type { RunRecord } from './run-record.ts'

interface BookParts {
  readonly journal: RunJournal
  readonly log: Log
  /** Of a run that is under way, or has just ended. */
  recordOf(run: RunId): RunRecord | undefined
}

/** What has happened in runs, for those who read. */
export class RunBooks {
  private readonly parts: BookParts

  constructor(parts: BookParts) {
    this.parts = parts
  }

  async read(run: RunId): ReturnType<Engine['read']> {
    const record = this.parts.recordOf(run)
    if (record) return { run: toWire(record.state), seq: record.seq }
    const folded = await this.fold(run)
    return folded && { run: toWire(folded.state), seq: folded.seq }
  }

  async events(run: RunId, since: number): Promise<readonly SequencedEvent[]> {
    return this.parts.journal.read(run, since)
  }

  async list(project: ProjectId): Promise<readonly RunSummary[]> {
    const rows = await this.parts.journal.list(project)
    return rows.map((row) => {
      const { id, revision, scope, createdAt, endedAt } = row
      const { status, cost, updatedAt } = this.parts.recordOf(id)?.state ?? row
      const summary = { id, project, revision, scope, status, createdAt, updatedAt, cost }
      return endedAt === undefined ? summary : { ...summary, endedAt }
    })
  }

  /** A journal that cannot be read loses its run and nothing else. */
  private async fold(run: RunId): Promise<ReturnType<typeof foldJournal>> {
    try {
      return foldJournal(await this.parts.journal.read(run, 0))
    } catch (error) {
      this.parts.log.warn(`The journal of run ${run} cannot be read: ${errorBody(error).message}`)
      return undefined
    }
  }
}
