import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createApp, type AppParts } from '../app.ts'
import { createDerivedMedia } from '../assets/derived-media.ts'
import { openFileAssetStore } from '../assets/file-asset-store.ts'
import { createDoor } from '../http/door.ts'
import { listen, type Listening } from '../listen.ts'
import { silentLog } from '../log.ts'
import { findFfmpeg } from '../media/ffmpeg-binary.ts'
import { probe } from '../media/probe.ts'
import { createFetchGateway } from '../net/fetch-gateway.ts'
import { openSettingsDocument, parseSettings } from '../settings-document/settings-document.ts'
import { createAssetFacts } from '../store/embedded/asset-facts.ts'
import { createAttemptStore } from '../store/embedded/attempts.ts'
import { createDocumentFolder } from '../store/embedded/document-folder.ts'
import { bind } from '../store/embedded/journal.ts'
import { createTemplateLibrary, parseTemplate } from '../templates/template-library.ts'
import { FakeEngine } from './fake-engine.ts'
import { openAccounts } from './open-accounts.ts'
import { openProjects } from './open-projects.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { testCatalog } from './test-catalog.ts'

const noRetention = async (): Promise<never> => {
  throw new Error('this app has no retention: give it one')
}

/** An app on its own data folder, with a fake engine and the test catalog. */
export const startApp = async (more: Partial<AppParts> = {}) => {
  const folder = temporaryFolder()
  const { projects, results, database } = openProjects(folder, { slowReads: true })
  const engine = new FakeEngine()
  const facts = createAssetFacts(database)
  const assets = await openFileAssetStore({
    folder: join(folder, 'assets'),
    facts,
    probe: (path, signal) => probe({ path, signal }),
  })
  const door = createDoor()
  door.open({ host: '127.0.0.1', port: 4100 })
  const builtInFolder = join(folder, 'examples')
  mkdirSync(builtInFolder)
  const parts: AppParts = {
    catalog: testCatalog,
    ...(await openAccounts({ folder, catalog: more.catalog ?? testCatalog })),
    accountChecks: {},
    live: { list: async () => ({ choices: {}, prices: 0, allPrices: false }) },
    providerFetch: fetch,
    engine,
    projects,
    templates: createTemplateLibrary({
      builtInFolder,
      documents: createDocumentFolder({ folder: join(folder, 'templates'), parse: parseTemplate }),
      log: silentLog,
    }),
    assets,
    facts,
    derived: createDerivedMedia({ folder: join(folder, 'cache'), assets, ffmpegPath: await findFfmpeg() }),
    attempts: createAttemptStore(bind(database)),
    retention: {
      ...{ survey: noRetention, collect: noRetention, keepToLimit: noRetention },
      ...{ shownIn: noRetention, drop: noRetention },
    },
    settings: await openSettingsDocument({
      documents: createDocumentFolder({ folder: join(folder, 'settings'), parse: parseSettings }),
      log: silentLog,
    }),
    clock: { now: () => Date.now() },
    gateway: createFetchGateway({ allow: (address) => address === '127.0.0.1' }),
    door,
    log: silentLog,
    health: async () => ({
      ok: true,
      version: '0.0.0',
      storage: 'embedded',
      ffmpeg: { state: 'ready', version: '5.1', missing: [] },
    }),
    maxUploadBytes: 1024 * 1024,
    clientFolder: join(folder, 'client'),
    checkAnswers: true,
    ...more,
  }
  const app = createApp(parts)
  onTestFinished(() => app.sockets.close())

  const request = async (
    method: string,
    path: string,
    {
      json,
      ...init
    }: Omit<RequestInit, 'headers'> & { readonly json?: unknown; readonly headers?: Record<string, string> } = {},
  ): Promise<Response> =>
    app.http.request(`http://127.0.0.1:4100${path}`, {
      ...init,
      method,
      ...(json !== undefined && {
        body: JSON.stringify(json),
        headers: { 'content-type': 'application/json', ...init.headers },
      }),
    })

  /** The answer's status and its JSON. */
  const call = async (method: string, path: string, json?: unknown) => {
    const response = await request(method, path, json === undefined ? {} : { json })
    return { status: response.status, body: JSON.parse(await response.text()) }
  }

  const startListening = async (): Promise<Listening> => {
    const listening = await listen(app, { host: '127.0.0.1', port: 0 })
    door.open(listening)
    onTestFinished(() => listening.close())
    return listening
  }

  const addExample = (id: string, content: unknown): void =>
    writeFileSync(join(builtInFolder, `${id}.json`), typeof content === 'string' ? content : JSON.stringify(content))

  return { ...parts, results, folder, engine, app, request, call, listen: startListening, addExample }
}
