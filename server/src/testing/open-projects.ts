import type { Catalog } from '@reelgraph/shared'
import { join } from 'node:path'
import { silentLog } from '../log.ts'
import { parseProjectFile, type ProjectFile } from '../projects/project-file.ts'
import { ProjectRegistry } from '../projects/project-registry.ts'
import type { DocumentStore } from '../store/documents.ts'
import { openDatabase, type Database } from '../store/embedded/database.ts'
import { createDocumentFolder } from '../store/embedded/document-folder.ts'
import { createOpLog } from '../store/embedded/op-log.ts'
import { bind } from '../store/embedded/journal.ts'
import { createResultStore } from '../store/embedded/results.ts'
import type { OpLog, ResultStore } from '../store/stores.ts'
import { testCatalog } from './test-catalog.ts'

export interface OpenProjects {
  readonly projects: ProjectRegistry
  readonly documents: DocumentStore<ProjectFile>
  readonly opLog: OpLog
  readonly results: ResultStore
  readonly database: Database
}

/** As long as it takes for other things to happen in between. */
export const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** As long as a disk that is busy. */
export const slowly = async (): Promise<void> => {
  for (let count = 0; count < 4; count += 1) await breath()
}

/** The projects of a data folder, as a process that starts on it has them. */
export const openProjects = (
  folder: string,
  more: {
    readonly slowReads?: boolean
    readonly now?: () => number
    readonly catalog?: Catalog
    /** Where results are, if not here. */
    readonly results?: ResultStore
  } = {},
): OpenProjects => {
  const database = openDatabase(join(folder, 'reelgraph.db'))
  const documents = createDocumentFolder({ folder: join(folder, 'projects'), parse: parseProjectFile })
  const log = createOpLog(database)
  const opLog = more.slowReads
    ? { ...log, since: async (...query: Parameters<OpLog['since']>) => (await slowly(), log.since(...query)) }
    : log
  const results = more.results ?? createResultStore(bind(database))
  const parts = {
    documents,
    opLog,
    results,
    catalog: more.catalog ?? testCatalog,
    log: silentLog,
    now: more.now ?? Date.now,
    snapshotAfterMs: 60_000,
  }
  return { projects: new ProjectRegistry(parts), documents, opLog, results, database }
}
