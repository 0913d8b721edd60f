import {
  checkOps,
  fail,
  type AssetValue,
  type Batch,
  type Catalog,
  type Op,
  type OpenedProject,
  type Project,
  type ProjectId,
  type ProjectSummary,
} from '@reelgraph/shared'
import type { ServerLog } from '../log.ts'
import type { DocumentStore } from '../store/documents.ts'
import type { OpLog, ResultStore } from '../store/stores.ts'
import { checkPins } from './check-pins.ts'
import type { ProjectFile } from './project-file.ts'
import type { ReadProject } from './read-project.ts'

export interface LiveProjectParts {
  readonly documents: DocumentStore<ProjectFile>
  readonly opLog: OpLog
  /** For the results that people choose. */
  readonly results: Pick<ResultStore, 'get'>
  readonly catalog: Catalog
  readonly log: ServerLog
  readonly now: () => number
  /** How long a change may wait until the file is written, in milliseconds. The op log has it at once. */
  readonly snapshotAfterMs: number
  /** Called in the same breath as the head moves, in the order of the revisions. */
  readonly onBatch: (news: AppliedBatch) => void
  /** Called when the file has been written, before the next change. */
  readonly onSnapshot: (id: ProjectId) => Promise<void>
}

export interface AppliedBatch {
  readonly type: 'ops'
  readonly project: ProjectId
  readonly id: string
  readonly revision: number
  readonly ops: readonly Op[]
}

/** One open project: the only place that changes it, one batch after the other. */
export class LiveProject {
  private readonly parts: LiveProjectParts
  private readonly notices: readonly string[]
  private file: ProjectFile
  private tail: Promise<unknown> = Promise.resolve()
  private timer: NodeJS.Timeout | undefined
  private dirty = false
  private retired = false

  constructor(parts: LiveProjectParts, { file, notices }: ReadProject) {
    this.parts = parts
    this.file = file
    this.notices = notices
  }

  get project(): Project {
    return this.file.project
  }

  get revision(): number {
    return this.file.revision
  }

  opened(): OpenedProject {
    const { project, revision, createdAt, updatedAt } = this.file
    return { project, revision, createdAt, updatedAt, notices: [...this.notices] }
  }

  summary(): ProjectSummary {
    return summaryOf(this.file)
  }

  /**
   * Applies a batch, or gives the first answer to a repeated one. Resolves when it is in the op log.
   * @throws what `checkOps` throws, `conflict` for a sender who knows more than we do, `disk-full`.
   */
  apply(batch: Batch): Promise<{ readonly revision: number }> {
    return this.inTurn(() => this.applyNow(batch))
  }

  /** Lets `plan` look at the project as it is and give the ops to apply, with nothing in between. */
  change(
    id: string,
    plan: (project: Project, revision: number) => Promise<readonly Op[]>,
  ): Promise<{ readonly revision: number; readonly ops: readonly Op[] }> {
    return this.inTurn(async () => {
      const ops = await plan(this.project, this.revision)
      const { revision } = await this.applyNow({ id, base: this.revision, ops: [...ops] })
      return { revision, ops }
    })
  }

  /** A film stands for the project better than a picture does. */
  show(asset: AssetValue): void {
    const { poster } = this.file
    if (this.retired) return
    if (asset.kind === 'audio' || poster?.asset === asset.asset) return
    if (asset.kind === 'image' && poster?.kind === 'video') return
    this.file = { ...this.file, poster: { asset: asset.asset, kind: asset.kind } }
    this.touch()
  }

  /** Writes what is not in the file yet. The project can be used on. */
  save(): Promise<void> {
    return this.inTurn(() => this.snapshot())
  }

  /** Takes no change any more and writes nothing any more; then `move` has the file for itself. */
  retire<T>(move: () => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      await this.snapshot().catch((error: unknown) =>
        this.parts.log.error(`The file of project “${this.project.name}” could not be written.`, error),
      )
      this.retired = true
      clearTimeout(this.timer)
      return move()
    })
  }

  /** Runs `work` when every earlier change is through, and no later one before it is done. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(work)
    this.tail = turn.catch(() => {})
    return turn
  }

  private async snapshot(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    if (!this.dirty || this.retired) return
    this.dirty = false
    try {
      await this.parts.documents.write(this.project.id, this.file)
    } catch (error) {
      this.dirty = true
      throw error
    }
    await this.parts.onSnapshot(this.project.id)
  }

  private async applyNow(batch: Batch): Promise<{ readonly revision: number }> {
    const { opLog, catalog, results, now, onBatch } = this.parts
    const { id } = this.project
    if (this.retired)
      throw fail('not-found', `Project ${id} was deleted.`, { hint: 'Restore it to go on working on it.' })
    const known = await opLog.byId(id, batch.id)
    if (known) return { revision: known.revision }
    if (batch.base > this.revision) throw ahead(batch.base, this.revision)
    const { project } = checkOps(this.project, batch.ops, catalog, batch.restoring ? { restoring: true } : {})
    await checkPins({ before: this.project, after: project, catalog, results, mayBeGone: batch.restoring === true })
    const entry = { id: batch.id, revision: this.revision + 1, ops: batch.ops, at: now() }
    await opLog.append(id, entry)
    this.file = { ...this.file, project, revision: entry.revision, updatedAt: entry.at }
    this.touch()
    onBatch({ type: 'ops', project: id, id: entry.id, revision: entry.revision, ops: entry.ops })
    return { revision: entry.revision }
  }

  private touch(): void {
    this.dirty = true
    this.timer ??= setTimeout(() => void this.saveQuietly(), this.parts.snapshotAfterMs)
  }

  private async saveQuietly(): Promise<void> {
    try {
      await this.save()
    } catch (error) {
      this.parts.log.error(
        `The file of project “${this.project.name}” could not be written; its changes are safe in the log and it is tried again.`,
        error,
      )
      this.touch()
    }
  }
}

const ahead = (base: number, revision: number) =>
  fail(
    'conflict',
    `This page knows revision ${base} of the project, but the server is at ${revision}: its data was put back to an earlier state.`,
    {
      hint: 'Reload the page.',
    },
  )

export const summaryOf = ({ project, createdAt, updatedAt, poster }: ProjectFile): ProjectSummary => ({
  id: project.id,
  name: project.name,
  createdAt,
  updatedAt,
  nodes: Object.keys(project.nodes).length,
  ...(poster && { poster: poster.asset }),
})
