import { join } from 'node:path'
import type { ProjectId } from '@reelgraph/shared'
import { createApp } from '../../src/app.ts'
import { createDerivedMedia } from '../../src/assets/derived-media.ts'
import { openFileAssetStore } from '../../src/assets/file-asset-store.ts'
import type { Workshop } from '../../src/engine/testing/workshop.ts'
import { createDoor } from '../../src/http/door.ts'
import { listen } from '../../src/listen.ts'
import { silentLog } from '../../src/log.ts'
import { openAccounts } from '../../src/testing/open-accounts.ts'
import { createFetchGateway } from '../../src/net/fetch-gateway.ts'
import { parseProjectFile } from '../../src/projects/project-file.ts'
import { ProjectRegistry } from '../../src/projects/project-registry.ts'
import { createAssetFacts } from '../../src/store/embedded/asset-facts.ts'
import { createDocumentFolder } from '../../src/store/embedded/document-folder.ts'
import { bind } from '../../src/store/embedded/journal.ts'
import { createOpLog } from '../../src/store/embedded/op-log.ts'
import { createResultStore } from '../../src/store/embedded/results.ts'
import { createTemplateLibrary, parseTemplate } from '../../src/templates/template-library.ts'
import { now } from './messages.ts'

export interface ToServe {
  readonly workshop: Workshop
  readonly folder: string
  readonly project: ProjectId
}

export interface Served {
  readonly port: number
  /** How many readers it has dropped. */
  dropped(): number
}

/** So that a reader that stands still is dropped within the benchmark; in use it may be 32 MB behind. */
const MAX_BUFFERED_BYTES = 1024 * 1024

/** Our server as it is, around the engine that is there. */
export const serveHub = async ({ workshop, folder, project }: ToServe): Promise<Served> => {
  const { engine, catalog, database } = workshop
  const projects = new ProjectRegistry({
    documents: createDocumentFolder({ folder: join(folder, 'projects'), parse: parseProjectFile }),
    opLog: createOpLog(database),
    results: createResultStore(bind(database)),
    catalog,
    log: silentLog,
    now,
    snapshotAfterMs: 2000,
  })
  await projects.create({ id: project, name: 'Film', graph: { nodes: {}, edges: {} }, settings: {} })
  const facts = createAssetFacts(database)
  const refuse = (): never => {
    throw new Error('this is no part of the benchmark')
  }
  const assets = await openFileAssetStore({ folder: join(folder, 'assets'), facts, probe: refuse })
  const door = createDoor()
  let dropped = 0
  const app = createApp({
    ...{ catalog, engine, projects, assets, facts, door },
    derived: createDerivedMedia({ folder: join(folder, 'cache'), assets, ffmpegPath: undefined }),
    templates: createTemplateLibrary({
      builtInFolder: join(folder, 'examples'),
      documents: createDocumentFolder({ folder: join(folder, 'templates'), parse: parseTemplate }),
      log: silentLog,
    }),
    attempts: { sums: refuse, spent: refuse, list: refuse },
    retention: { survey: refuse, collect: refuse, keepToLimit: refuse, shownIn: refuse, drop: refuse },
    settings: { get: refuse, change: refuse },
    clock: { now },
    gateway: createFetchGateway(),
    ...(await openAccounts({ folder, catalog })),
    accountChecks: {},
    live: { list: refuse },
    providerFetch: refuse,
    // A reader that is dropped is all that a server has to tell here.
    log: { ...silentLog, warn: () => (dropped += 1) },
    health: refuse,
    maxUploadBytes: 0,
    clientFolder: join(folder, 'client'),
    socket: { maxBufferedBytes: MAX_BUFFERED_BYTES },
  })
  const listening = await listen(app, { host: '127.0.0.1', port: 0 })
  door.open(listening)
  return { port: listening.port, dropped: () => dropped }
}
