import { join } from 'node:path'
import { silentLog } from '../log.ts'
import { parseProjectFile, type ProjectFile } from '../projects/project-file.ts'
import { ProjectRegistry } from '../projects/project-registry.ts'
import type { DocumentStore } from '../store/documents.ts'
import { openDatabase, type Database } from '../store/embedded/database.ts'
import { createDocumentFolder } from '../store/embedded/document-folder.ts'
import { createOpLog } from '../store/embedded/op-log.ts'
import type { OpLog } from '../store/stores.ts'
import { testCatalog } from './test-catalog.ts'

export interface OpenProjects {
  readonly projects: ProjectRegistry
  readonly documents: DocumentStore<ProjectFile>
  readonly opLog: OpLog
  readonly database: Database
}

/** The projects of a data folder, as a process that starts on it has them. */
export const openProjects = (folder: string, more: { readonly snapshotAfterMs?: number; readonly now?: () => number } = {}): OpenProjects => {
  const database = openDatabase(join(folder, 'reelgraph.db'))
  const documents = createDocumentFolder({ folder: join(folder, 'projects'), parse: parseProjectFile })
  const opLog = createOpLog(database)
  const parts = { documents, opLog, catalog: testCatalog, log: silentLog, now: Date.now, snapshotAfterMs: 60_000, ...more }
  return { projects: new ProjectRegistry(parts), documents, opLog, database }
}
