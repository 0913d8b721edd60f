import {
  checkOps,
  emptyProject,
  fail,
  newRequestId,
  type Catalog,
  type Graph,
  type JsonObject,
  type Op,
  type ProjectId,
} from '@reelgraph/shared'
import type { DocumentStore } from '../store/documents.ts'
import type { OpLog, ResultStore } from '../store/stores.ts'
import { checkPins } from './check-pins.ts'
import type { ProjectFile } from './project-file.ts'
import { replay, type ReadProject } from './read-project.ts'

/** What a new project starts with. */
export interface Foundation {
  readonly id: ProjectId
  readonly name: string
  readonly graph: Graph
  readonly settings: JsonObject
  /** The graph of another project: what passed its door may stay, even where a definition has changed since. */
  readonly copied?: boolean
}

interface Ground {
  readonly documents: DocumentStore<ProjectFile>
  readonly opLog: OpLog
  readonly results: Pick<ResultStore, 'get'>
  readonly catalog: Catalog
  readonly now: () => number
}

/**
 * Makes a project. Its content is the first batch of its op log, so that the log alone tells all of it.
 * @throws `bad-operation`, `bad-connection` where the graph is not sound; `corrupt-document` for the id of a project whose
 * file is gone.
 */
export const foundProject = async (
  foundation: Foundation,
  { documents, opLog, catalog, results, now }: Ground,
): Promise<ReadProject> => {
  const { id, name } = foundation
  const start: ProjectFile = { revision: 0, createdAt: now(), updatedAt: now(), project: emptyProject(id, name) }
  // A process that died between the log and the file has left the first batch.
  const earlier = await opLog.since(id, 0)
  if (earlier[0] && earlier[0].revision !== 1) throw fileGone(id)
  const entries =
    earlier.length > 0
      ? earlier
      : [{ id: newRequestId(), revision: 1, ops: foundingOps(foundation), at: start.createdAt }]
  const [first] = entries
  if (earlier.length === 0 && first) {
    // A wire whose port has gone since the graph was saved stays, drawn broken.
    if (!foundation.copied) {
      const { project } = checkOps(start.project, first.ops, catalog, { restoring: true })
      await checkPins({ before: start.project, after: project, catalog, results, mayBeGone: true })
    }
    await opLog.append(id, first)
  }
  const { file } = replay(start, entries)
  await documents.write(id, file)
  return { file, notices: [] }
}

const fileGone = (id: ProjectId) =>
  fail(
    'corrupt-document',
    `There was a project ${id}, and its file is gone; its log of changes alone does not tell all.`,
    {
      hint: 'Put a copy of its file back into the folder "projects" of the data folder, or make a project with another id.',
    },
  )

const foundingOps = ({ name, graph, settings }: Foundation): readonly Op[] => [
  { op: 'set', path: ['name'], value: name },
  ...Object.entries(settings).map(([key, value]): Op => ({ op: 'set', path: ['settings', key], value })),
  ...Object.values(graph.nodes).map((node): Op => ({ op: 'node-add', node })),
  ...Object.values(graph.edges).map((edge): Op => ({ op: 'edge-add', edge })),
]
