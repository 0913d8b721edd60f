import {
  errorBody,
  fail,
  newRequestId,
  ProjectIdSchema,
  type AssetValue,
  type Batch,
  type ErrorBody,
  type Op,
  type OpenedProject,
  type Project,
  type ProjectId,
  type ProjectSummary,
} from '@reelgraph/shared'
import { LiveProject, summaryOf, type AppliedBatch, type LiveProjectParts } from './live-project.ts'
import { foundProject, type Foundation } from './found-project.ts'
import { readProject, type ReadProject } from './read-project.ts'
import { createLogShortener } from './shorten-log.ts'

export type ProjectNews = AppliedBatch | { readonly type: 'project-deleted'; readonly project: ProjectId }

export interface ProjectList {
  readonly projects: readonly ProjectSummary[]
  readonly unreadable: readonly { readonly id: string; readonly error: ErrorBody }[]
}

/** What a subscriber needs to go on from where it was. */
export interface CatchUp {
  readonly opened: OpenedProject
  /** The batches after the revision it knew, where the log has all of them and they are few. */
  readonly batches?: readonly Omit<AppliedBatch, 'type' | 'project'>[]
}

type Parts = Omit<LiveProjectParts, 'onBatch' | 'onSnapshot'>

/** Beyond it a snapshot is shorter than what was missed. */
const MAX_MISSED = 500

/** All projects of the data folder, and the one door through which they change. */
export class ProjectRegistry {
  private readonly parts: Parts
  private readonly live = new Map<ProjectId, Promise<LiveProject | undefined>>()
  /** Reading may mend what it reads, so two never read the same project at once. */
  private readonly reading = new Map<ProjectId, Promise<ReadProject | undefined>>()
  /** Of projects that nobody has open. */
  private readonly summaries = new Map<ProjectId, ProjectSummary>()
  /** Unreadable projects that were spoken of already. */
  private readonly complained = new Set<ProjectId>()
  private readonly listeners = new Set<(news: ProjectNews) => void>()

  private readonly shortenLog: (id: ProjectId) => Promise<void>

  constructor(parts: Parts) {
    this.parts = parts
    this.shortenLog = createLogShortener(parts)
  }

  /** Latest change first. */
  async list(): Promise<ProjectList> {
    const projects: ProjectSummary[] = []
    const unreadable: { id: string; error: ErrorBody }[] = []
    for (const name of await this.parts.documents.ids()) {
      const id = ProjectIdSchema.safeParse(name).data
      if (id === undefined) continue
      try {
        const summary = await this.summaryOf(id)
        if (summary) projects.push(summary)
      } catch (error) {
        if (!this.complained.has(id)) this.parts.log.warn(`Project ${id} cannot be read: ${errorBody(error).message}`)
        this.complained.add(id)
        unreadable.push({ id, error: errorBody(error) })
      }
    }
    return { projects: projects.toSorted((a, b) => b.updatedAt - a.updatedAt), unreadable }
  }

  /** Whether there is, or ever was, any project. */
  async isNew(): Promise<boolean> {
    const [ids, binned] = await Promise.all([this.parts.documents.ids(), this.parts.documents.binned()])
    return ids.length + binned.length === 0
  }

  /** @throws `not-found`, `corrupt-document`, `newer-document`. */
  async open(id: ProjectId): Promise<OpenedProject> {
    return (await this.find(id)).opened()
  }

  /** A repeated id gives the project that it made the first time. */
  async create(foundation: Foundation): Promise<OpenedProject> {
    const { id } = foundation
    const existing = await this.get(id)
    if (existing) return existing.opened()
    if ((await this.parts.documents.binned()).includes(id)) throw inBin(id)
    const begun = this.live.get(id)
    const created = begun ? begun.then((project) => project ?? this.found(foundation)) : this.found(foundation)
    void this.keep(id, created)
    return (await created).opened()
  }

  async apply(id: ProjectId, batch: Batch): Promise<{ readonly revision: number }> {
    return (await this.find(id)).apply(batch)
  }

  /** @param plan looks at the project as it is and gives the ops to apply, with nothing in between. */
  async change(
    id: ProjectId,
    plan: (project: Project, revision: number) => Promise<readonly Op[]>,
  ): Promise<{ readonly revision: number; readonly ops: readonly Op[] }> {
    return (await this.find(id)).change(newRequestId(), plan)
  }

  async catchUp(id: ProjectId, since: number | undefined): Promise<CatchUp> {
    const project = await this.find(id)
    const missed = since === undefined ? Infinity : project.revision - since
    if (since === undefined || missed < 0 || missed > MAX_MISSED) return { opened: project.opened() }
    const entries = await this.parts.opLog.since(id, since)
    const opened = project.opened()
    const batches = entries
      .filter(({ revision }) => revision <= opened.revision)
      .map((entry) => ({ id: entry.id, revision: entry.revision, ops: entry.ops }))
    return batches.length === opened.revision - since ? { opened, batches } : { opened }
  }

  async remove(id: ProjectId): Promise<void> {
    const project = await this.get(id).catch(() => undefined)
    const removed = await (project ? project.retire(() => this.moveToBin(id)) : this.moveToBin(id))
    if (!removed) throw await this.notFound(id)
    this.summaries.delete(id)
    this.tell({ type: 'project-deleted', project: id })
  }

  /** Whoever looks meanwhile finds it as it was; opened from its file, it would live on without one. */
  private async moveToBin(id: ProjectId): Promise<boolean> {
    try {
      return await this.parts.documents.bin(id)
    } finally {
      this.live.delete(id)
    }
  }

  /** Restoring what is not deleted changes nothing. */
  async restore(id: ProjectId): Promise<OpenedProject> {
    if (!(await this.get(id))) await this.parts.documents.restore(id)
    return this.open(id)
  }

  /** Notes what has been made in a project, so that lists can show it. */
  async show(id: ProjectId, asset: AssetValue): Promise<void> {
    const project = await this.get(id)
    project?.show(asset)
  }

  /** What shows a project in lists. */
  async posterOf(id: ProjectId): Promise<string | undefined> {
    return (await this.find(id)).summary().poster
  }

  /** The listener is called in the order in which batches were applied. @returns a function that stops it. */
  watch(listener: (news: ProjectNews) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Writes what is not in the files yet. */
  async close(): Promise<void> {
    const open = await Promise.allSettled(this.live.values())
    const saved = await Promise.allSettled(
      open.map(async (one) => (one.status === 'fulfilled' ? one.value?.save() : undefined)),
    )
    for (const one of saved) {
      if (one.status === 'rejected')
        this.parts.log.error('A project could not be written at the end; its changes are in the log.', one.reason)
    }
  }

  private async summaryOf(id: ProjectId): Promise<ProjectSummary | undefined> {
    const live = await this.live.get(id)
    if (live) return live.summary()
    const known = this.summaries.get(id)
    if (known) return known
    const found = await this.read(id)
    if (!found) return undefined
    if (found.notices.length > 0 && !this.live.has(id)) void this.keep(id, Promise.resolve(this.liveProject(found)))
    const summary = summaryOf(found.file)
    this.summaries.set(id, summary)
    return summary
  }

  private async find(id: ProjectId): Promise<LiveProject> {
    const project = await this.get(id)
    if (!project) throw await this.notFound(id)
    return project
  }

  private get(id: ProjectId): Promise<LiveProject | undefined> {
    const known = this.live.get(id)
    if (known) return known
    return this.keep(id, this.load(id))
  }

  private async load(id: ProjectId): Promise<LiveProject | undefined> {
    const found = await this.read(id)
    return found && this.liveProject(found)
  }

  private read(id: ProjectId): Promise<ReadProject | undefined> {
    const begun = this.reading.get(id)
    if (begun) return begun
    const reading = readProject(id, this.parts).finally(() => this.reading.delete(id))
    this.reading.set(id, reading)
    return reading
  }

  private async found(foundation: Foundation): Promise<LiveProject> {
    return this.liveProject(await foundProject(foundation, this.parts))
  }

  private liveProject(found: ConstructorParameters<typeof LiveProject>[1]): LiveProject {
    return new LiveProject({ ...this.parts, onBatch: (news) => this.tell(news), onSnapshot: this.shortenLog }, found)
  }

  /** Only what was found stays: an error or an absence may be mended meanwhile. */
  private keep(id: ProjectId, project: Promise<LiveProject | undefined>): Promise<LiveProject | undefined> {
    this.live.set(id, project)
    const forget = () => {
      if (this.live.get(id) === project) this.live.delete(id)
    }
    project.then((found) => (found ? undefined : forget()), forget)
    return project
  }

  private tell(news: ProjectNews): void {
    for (const listener of this.listeners) listener(news)
  }

  private async notFound(id: ProjectId): Promise<Error> {
    const binned = await this.parts.documents.binned()
    return binned.includes(id)
      ? inBin(id)
      : fail('not-found', `There is no project ${id}.`, {
          hint: 'It may have been deleted: look at the list of projects.',
        })
  }
}

const inBin = (id: ProjectId) =>
  fail('not-found', `Project ${id} was deleted.`, { hint: 'Restore it to go on working on it.' })
