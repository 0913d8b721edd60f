import { applyOps, emptyProject, errorBody, fail, type Project, type ProjectId } from '@reelgraph/shared'
import type { DocumentStore } from '../store/documents.ts'
import type { OpLog, OpLogEntry } from '../store/stores.ts'
import type { ServerLog } from '../log.ts'
import type { ProjectFile } from './project-file.ts'

interface Sources {
  readonly documents: DocumentStore<ProjectFile>
  readonly opLog: OpLog
  readonly log: ServerLog
}

export interface ReadProject {
  readonly file: ProjectFile
  /** What was mended, in sentences for the person. */
  readonly notices: readonly string[]
}

interface Base extends ReadProject {
  /** The form on disk cannot be read and has to be kept aside when another takes its place. */
  readonly damaged: boolean
}

/**
 * A project as the disk has it: its snapshot, or the last good copy of it, and every later batch. What had to be mended is
 * written back and said. Undefined where there is no such project.
 * @throws `corrupt-document` where nothing is left to restore it from; everything stays where it is then.
 */
export const readProject = async (id: ProjectId, sources: Sources): Promise<ReadProject | undefined> => {
  const base = await readBase(id, sources)
  if (!base) return undefined
  const entries = await readEntries(id, base.file.revision, sources.opLog)
  const { file, refused } = replay(base.file, entries)
  const notices = [...base.notices]
  if (refused.length > 0) {
    const kept = await sources.documents.keep(`${id}-changes`, refused)
    notices.push(
      `${refused.length} of ${entries.length} later changes of this project could not be applied again. They are kept in ${kept}.`,
    )
  }
  if (base.damaged) {
    const aside = await sources.documents.mend(id, file)
    notices.push(
      `The file of this project was damaged. It was made again from the log of its changes. The damaged file is kept: ${aside}`,
    )
  } else if (notices.length > 0) await sources.documents.write(id, file)
  for (const notice of notices) sources.log.warn(`Project “${file.project.name}” (${id}): ${notice}`)
  return { file, notices }
}

const readBase = async (id: ProjectId, { documents, opLog }: Sources): Promise<Base | undefined> => {
  const reading = await documents.read(id)
  switch (reading.state) {
    case 'missing':
      return undefined
    case 'good':
      return { file: reading.data, notices: [], damaged: false }
    case 'restored': {
      const notice = `The file of this project was damaged. It was restored from its last good copy and the log of its changes. The damaged file is kept: ${reading.aside}`
      return { file: reading.data, notices: [notice], damaged: false }
    }
    case 'damaged': {
      const [first] = await readEntries(id, 0, opLog)
      if (first?.revision !== 1) throw unreadable(id, reading.reason)
      const project = emptyProject(id, 'Restored project')
      return { file: { revision: 0, createdAt: first.at, updatedAt: first.at, project }, notices: [], damaged: true }
    }
  }
}

const unreadable = (id: ProjectId, reason: string) =>
  fail(
    'corrupt-document',
    `The file of project ${id} is damaged, and neither a copy nor the beginning of its log of changes is there.`,
    {
      hint: 'It stays where it is, in the folder "projects" of the data folder. Put a good copy in its place.',
      detail: reason,
    },
  )

const readEntries = async (id: ProjectId, revision: number, opLog: OpLog): Promise<readonly OpLogEntry[]> => {
  try {
    return await opLog.since(id, revision)
  } catch (error) {
    throw fail('corrupt-document', `The log of changes of project ${id} cannot be read.`, {
      hint: 'Nothing was changed. Restore the data folder from a backup, or report it with the detail below.',
      detail: errorBody(error).detail ?? errorBody(error).message,
    })
  }
}

interface Replayed {
  readonly file: ProjectFile
  readonly refused: readonly OpLogEntry[]
}

/**
 * Adds batches to a snapshot. One that does not apply is left out as a whole; the revision goes on, so that none is used twice.
 * So is all that comes after a gap: what the log does not lead to was made for another state.
 */
export const replay = (start: ProjectFile, entries: readonly OpLogEntry[]): Replayed => {
  const refused: OpLogEntry[] = []
  let file = start
  let leadsOn = true
  for (const entry of entries) {
    leadsOn &&= entry.revision === file.revision + 1
    const moved = { ...file, revision: entry.revision, updatedAt: entry.at }
    const project = leadsOn ? appliedTo(file.project, entry) : undefined
    if (!project) refused.push(entry)
    file = project ? { ...moved, project } : moved
  }
  return { file, refused }
}

const appliedTo = (project: Project, { ops }: OpLogEntry): Project | undefined => {
  try {
    return applyOps(project, ops).project
  } catch {
    return undefined
  }
}
