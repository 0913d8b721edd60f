// The only file that wires: what there is, and what each is given.
import { createReadStream, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { accountChecks } from '@reelgraph/nodes/accounts'
import { catalog as known } from '@reelgraph/nodes/catalog'
import { executors } from '@reelgraph/nodes/executors'
import { liveListers } from '@reelgraph/nodes/live'
import { ReelgraphError } from '@reelgraph/shared'
import { z } from 'zod'
import { createApp } from './app.ts'
import { createDerivedMedia } from './assets/derived-media.ts'
import { openFileAssetStore } from './assets/file-asset-store.ts'
import { importFromUrl } from './assets/import-url.ts'
import { wholeResults } from './assets/whole-results.ts'
import { systemClock as clock } from './clock.ts'
import { lockDataFolder } from './data-folder-lock.ts'
import { createEngine } from './engine/create-engine.ts'
import { createTaskHost } from './engine/task-host.ts'
import { readEnvironment } from './environment-files.ts'
import { describeFfmpeg } from './ffmpeg-state.ts'
import { createDoor } from './http/door.ts'
import { listen } from './listen.ts'
import { openLiveLists, parseKeptList } from './live/live-lists.ts'
import { withLivePrices } from './live/live-prices.ts'
import { createLog } from './log.ts'
import { clearScratch } from './media/clear-scratch.ts'
import { createMedia } from './media/create-media.ts'
import { findFfmpeg, findFfprobe } from './media/ffmpeg-binary.ts'
import { probe } from './media/probe.ts'
import { createFetchGateway } from './net/fetch-gateway.ts'
import { createProviderFetch } from './net/provider-fetch.ts'
import { openBrowser } from './open-browser.ts'
import { makeFirstProject } from './projects/first-project.ts'
import { followPosters } from './projects/follow-posters.ts'
import { parseProjectFile } from './projects/project-file.ts'
import { ProjectRegistry } from './projects/project-registry.ts'
import { capsOf } from './money/caps.ts'
import { Ear } from './retention/ear.ts'
import { followLimit } from './retention/follow-limit.ts'
import { createRetention } from './retention/retention.ts'
import { createAccounts } from './secrets/accounts.ts'
import { parseKeys } from './secrets/keys-document.ts'
import { redactedHost } from './secrets/redacted-host.ts'
import { createRedactor } from './secrets/redactor.ts'
import { openVault } from './secrets/vault.ts'
import { openSettingsDocument, parseSettings } from './settings-document/settings-document.ts'
import { createDocumentTexts } from './store/embedded/document-texts.ts'
import { createRetentionRows } from './store/embedded/retention-rows.ts'
import { readSettings } from './settings.ts'
import { stopOnSignals } from './stop-on-signals.ts'
import { createApprovalStore } from './store/embedded/approvals.ts'
import { createAssetFacts } from './store/embedded/asset-facts.ts'
import { createAttemptStore } from './store/embedded/attempts.ts'
import { createDocumentFolder } from './store/embedded/document-folder.ts'
import { bind, createGraphStore, createRunJournal } from './store/embedded/journal.ts'
import { createModelTimes } from './store/embedded/model-times.ts'
import { openSoundDatabase } from './store/embedded/open-sound-database.ts'
import { createOpLog } from './store/embedded/op-log.ts'
import { createResultStore, createTakeStore } from './store/embedded/results.ts'
import { createSetbackStore } from './store/embedded/setbacks.ts'
import { createTemplateLibrary, parseTemplate } from './templates/template-library.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const VITE_PORT = 5173

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
const redactor = createRedactor()
const log = createLog({ write: (line) => process.stderr.write(`${redactor.text(line)}\n`) })

const start = async (): Promise<void> => {
  const development = process.argv.includes('--dev')
  const environment = readEnvironment(root, process.env)
  const settings = readSettings(environment, process.cwd())
  const inData = (...names: string[]): string => join(settings.data, ...names)

  const lock = lockDataFolder(settings.data)
  const database = openSoundDatabase(inData('reelgraph.db'))
  const bound = bind(database)
  const ffmpegPath = await findFfmpeg(environment)
  const ffprobePath = await findFfprobe(ffmpegPath, environment)

  const choices = await openSettingsDocument({
    documents: createDocumentFolder({ folder: inData('settings'), parse: parseSettings }),
    log,
  })
  const vault = await openVault({
    documents: createDocumentFolder({ folder: inData('keys'), parse: parseKeys }),
    masterKey: { file: inData('master.key'), given: environment['REELGRAPH_MASTER_KEY'] },
    redactor,
    log,
  })
  const accounts = createAccounts({ catalog: known, environment, vault, redactor, onChange: () => keysChanged() })
  const keysChanged = (): void => {
    live.prepare()
    engine.outdate()
  }
  const providerFetch = createProviderFetch(fetch)
  const live = await openLiveLists({
    documents: createDocumentFolder({ folder: inData('live'), parse: parseKeptList }),
    ...{ catalog: known, listers: liveListers, accounts, fetch: providerFetch, redactor, clock, log },
    onPrices: () => engine.outdate(),
  })
  const catalog = withLivePrices(known, live)
  const ear = new Ear()
  const journal = ear.journal(createRunJournal(bound))
  const graphs = createGraphStore(bound)
  const opLog = ear.opLog(createOpLog(database))
  const attempts = createAttemptStore(bound)
  const facts = createAssetFacts(database)
  const assets = await openFileAssetStore({
    folder: inData('assets'),
    facts,
    probe: (path, signal) => probe({ path, ffprobePath, signal }),
  })
  const gateway = createFetchGateway()
  const derived = createDerivedMedia({ folder: inData('cache'), assets, ffmpegPath })
  const results = ear.results(wholeResults(createResultStore(bound), (id) => assets.path(id)))
  const projects = new ProjectRegistry({
    documents: createDocumentFolder({ folder: inData('projects'), parse: parseProjectFile }),
    opLog,
    results,
    catalog,
    log,
    now: clock.now,
    snapshotAfterMs: 2000,
  })
  const templates = createTemplateLibrary({
    builtInFolder: join(root, 'examples'),
    documents: createDocumentFolder({ folder: inData('templates'), parse: parseTemplate }),
    log,
  })

  const scratchRoot = inData('scratch')
  await clearScratch(scratchRoot)
  const taskHost = createTaskHost({
    executors,
    assets,
    clock,
    log,
    openMedia: (signal) =>
      createMedia({ ffmpegPath, ffprobePath, scratchRoot, assetPath: (id) => assets.path(id), signal, log }),
    fetch: providerFetch,
    account: (query) => accounts.of(query),
    download: async ({ url, headers, baseUrl }, signal) => {
      const own = { ...(headers && { headers }), ...(baseUrl && { ownOrigin: new URL(baseUrl).origin }) }
      const limits = { gateway, assets, limit: settings.maxUploadBytes }
      return (await importFromUrl(url, { ...limits, ...own }, signal)).asset
    },
    readAsset: ({ asset }) => Readable.toWeb(createReadStream(assets.path(asset))) as ReadableStream<Uint8Array>, // a stream of files is one of bytes
  })
  const engine = createEngine({
    catalog,
    journal,
    graphs,
    results,
    takes: createTakeStore(bound),
    approvals: createApprovalStore(bound),
    setbacks: createSetbackStore(bound),
    attempts,
    times: createModelTimes(bound),
    accounts,
    capsOf: (project) => capsOf(project, { projects, settings: choices }),
    lanes: {
      limitsOf: (id) => choices.get().lanes[id] ?? {},
      save: (id, lane) => {
        const saved = choices.change({ lanes: { ...choices.get().lanes, [id]: lane } })
        saved.catch((error: unknown) => log.error(`The limits of “${id}” could not be saved.`, error))
      },
    },
    host: redactedHost(taskHost, redactor),
    clock,
    log,
    cores: availableParallelism(),
  })
  followPosters(engine, projects, log)
  const retention = createRetention({
    ...{ journal, graphs, opLog, ear, assets, derived, catalog },
    rows: createRetentionRows(database),
    now: clock.now,
    projects: createDocumentTexts(inData('projects')),
    templates: createDocumentTexts(inData('templates')),
    builtInTemplates: createDocumentTexts(join(root, 'examples')),
    reusedBy: async (project) => {
      const { tasks } = await engine.planAside({ project, revision: 0, scope: { of: 'all' } })
      return tasks.flatMap(({ fingerprint }) => fingerprint ?? [])
    },
    limit: async () => choices.get().storageLimitBytes,
    onForgotten: (gone) => (gone ? engine.forgotten(gone) : engine.outdate()),
  })
  followLimit({ engine, retention, log, now: clock.now })

  await makeFirstProject({ projects, templates, log })

  const door = createDoor({ proxyPorts: development ? [VITE_PORT] : [] })
  const app = createApp({
    ...{ catalog, engine, projects, templates, assets, facts, derived, door, log, gateway },
    ...{ attempts, retention, clock, settings: choices },
    ...{ accounts, accountChecks, providerFetch, redactor, live },
    health: async () => ({ ok: true, version, storage: 'embedded', ffmpeg: await describeFfmpeg(ffmpegPath) }),
    maxUploadBytes: settings.maxUploadBytes,
    clientFolder: join(root, 'client', 'dist'),
    checkAnswers: development,
  })
  const listening = await listen(app, settings)
  door.open(listening)
  stopOnSignals(log, async () => {
    derived.close()
    const ends = await Promise.allSettled([listening.close(), engine.close()])
    await projects.close()
    database.close()
    lock.release()
    for (const end of ends)
      if (end.status === 'rejected')
        log.error('What was under way could not be put down; it goes on with the next start.', end.reason)
  })

  await engine.resume()
  lock.announce(listening.url)
  const ffmpeg = await describeFfmpeg(ffmpegPath)
  if (ffmpeg.state === 'missing') log.warn(`There is no ffmpeg that works, so films cannot be made yet. ${ffmpeg.hint}`)
  console.log(`Reelgraph is ready: ${listening.url}  (data: ${settings.data})`)
  openBrowser(listening.url, { browser: settings.browser, environment })
}

start().catch((error: unknown) => {
  if (error instanceof ReelgraphError)
    console.error(`Reelgraph cannot start. ${error.message}${error.body.hint ? `\n${error.body.hint}` : ''}`)
  else log.error('Reelgraph cannot start.', error)
  process.exit(1)
})
