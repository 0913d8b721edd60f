import { z } from 'zod'
import { fail } from '../errors.ts'
import { DOCUMENT_VERSION, ProjectSchema, type Project } from './document.ts'

/** Steps from version n to n + 1, by n. A step takes and gives plain JSON of those versions. */
export type Migrations = Readonly<Record<number, (document: Record<string, unknown>) => Record<string, unknown>>>

const MIGRATIONS: Migrations = {}

const VersionedSchema = z.looseObject({ version: z.int().positive() })

/**
 * Reads a project of this or any earlier version.
 * @throws `newer-document` for a later one, `corrupt-document` for anything that is not a project.
 */
export const openProject = (
  json: unknown,
  migrations: Migrations = MIGRATIONS,
  target: number = DOCUMENT_VERSION,
): Project => {
  const versioned = VersionedSchema.safeParse(json)
  if (!versioned.success) throw fail('corrupt-document', 'This is not a Reelgraph project: it has no version.')
  let document: Record<string, unknown> & { version: number } = versioned.data
  if (document.version > target) {
    throw fail(
      'newer-document',
      `This project was written by a newer Reelgraph (document version ${document.version}, this one reads up to ${target}).`,
      {
        hint: 'Update Reelgraph, then open it again.',
      },
    )
  }
  while (document.version < target) {
    const step = migrations[document.version]
    if (!step) throw fail('corrupt-document', `No way is known to read document version ${document.version}.`)
    document = { ...step(document), version: document.version + 1 }
  }
  const parsed = ProjectSchema.safeParse(document)
  if (!parsed.success) {
    throw fail('corrupt-document', `This project cannot be read: ${z.prettifyError(parsed.error)}`)
  }
  checkReferences(parsed.data)
  return parsed.data
}

const checkReferences = (project: Project): void => {
  for (const [id, node] of Object.entries(project.nodes)) {
    if (node.id !== id) throw fail('corrupt-document', `Node "${id}" calls itself "${node.id}".`)
  }
  for (const [id, edge] of Object.entries(project.edges)) {
    if (edge.id !== id) throw fail('corrupt-document', `Wire "${id}" calls itself "${edge.id}".`)
    if (!Object.hasOwn(project.nodes, edge.from.node) || !Object.hasOwn(project.nodes, edge.to.node)) {
      throw fail('corrupt-document', `Wire "${id}" leads from or to a node that is not there.`)
    }
  }
}
