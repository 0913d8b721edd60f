import { join } from 'node:path'
import { newNode, NodeIdSchema, type Run, type ServerFrame } from '@reelgraph/shared'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createEngine } from '../engine/create-engine.ts'
import { createTaskHost } from '../engine/task-host.ts'
import { createLog } from '../log.ts'
import { createProviderFetch } from '../net/provider-fetch.ts'
import { parseProjectFile } from '../projects/project-file.ts'
import { ProjectRegistry } from '../projects/project-registry.ts'
import { createApprovalStore } from '../store/embedded/approvals.ts'
import { createAttemptStore } from '../store/embedded/attempts.ts'
import { openDatabase } from '../store/embedded/database.ts'
import { createDocumentFolder } from '../store/embedded/document-folder.ts'
import { bind, createGraphStore, createRunJournal } from '../store/embedded/journal.ts'
import { createModelTimes } from '../store/embedded/model-times.ts'
import { createOpLog } from '../store/embedded/op-log.ts'
import { createResultStore, createTakeStore } from '../store/embedded/results.ts'
import { createSetbackStore } from '../store/embedded/setbacks.ts'
import { filesOf } from '../testing/files-of.ts'
import { projectId, runId } from '../testing/graphs.ts'
import { openAccounts } from '../testing/open-accounts.ts'
import { connectSocket } from '../testing/socket-client.ts'
import { startApp } from '../testing/start-app.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { formsOf } from './forms-of.ts'
import { redactedHost } from './redacted-host.ts'
import { createRedactor, type Redactor } from './redactor.ts'
import {
  checkLeaky,
  JOB_WAYS,
  leakyCatalog,
  leakyExecutors,
  QUICK_WAYS,
  startLeakyProvider,
} from './testing/leaky-provider.ts'

const KEY = 'planted-3f9c1d7e/5b2a+84e6=0c1f'

const refuse = (): never => {
  throw new Error('these steps make no media')
}

interface Told {
  readonly log: string
  readonly answers: string
  readonly frames: string
  readonly files: Buffer
  readonly run: Run
}

/** A whole server with a film whose every step tells the key. @param redactorOf what is in the place of the redactor. */
const film = async (redactorOf: (redactor: Redactor) => Redactor): Promise<Told> => {
  const folder = temporaryFolder()
  const provider = await startLeakyProvider()
  onTestFinished(provider.close)
  const { accounts, redactor: known } = await openAccounts({ folder, catalog: leakyCatalog })
  const redactor = redactorOf(known)
  const lines: string[] = []
  const log = createLog({ write: (line) => lines.push(redactor.text(line)) })
  const database = openDatabase(join(folder, 'reelgraph.db'))
  const bound = bind(database)
  const journal = createRunJournal(bound)
  const attempts = createAttemptStore(bound)
  const projects = new ProjectRegistry({
    documents: createDocumentFolder({ folder: join(folder, 'projects'), parse: parseProjectFile }),
    opLog: createOpLog(database),
    results: createResultStore(bound),
    catalog: leakyCatalog,
    log,
    now: Date.now,
    snapshotAfterMs: 1,
  })
  const providerFetch = createProviderFetch(fetch)
  const host = createTaskHost({
    executors: leakyExecutors,
    assets: { write: refuse, adopt: refuse, facts: refuse, path: refuse },
    openMedia: refuse,
    readAsset: refuse,
    download: refuse,
    fetch: providerFetch,
    account: (query) => accounts.of(query),
    clock: systemClock,
    log,
  })
  const engine = createEngine({
    ...{ catalog: leakyCatalog, journal, attempts, accounts, clock: systemClock, log, cores: 4 },
    graphs: createGraphStore(bound),
    results: createResultStore(bound),
    takes: createTakeStore(bound),
    approvals: createApprovalStore(bound),
    setbacks: createSetbackStore(bound),
    times: createModelTimes(bound),
    capsOf: async () => ({}),
    lanes: { limitsOf: () => ({}), save: () => {} },
    host: redactedHost(host, redactor),
  })
  const app = await startApp({
    ...{ catalog: leakyCatalog, engine, projects, attempts, accounts, redactor, providerFetch, log },
    accountChecks: { leaky: async () => ({ checkAccount: checkLeaky }) },
  })
  const answers: string[] = []
  const call = async (method: string, path: string, json?: unknown): Promise<void> => {
    const response = await app.request(method, path, json === undefined ? {} : { json })
    answers.push(`${method} ${path} ${response.status} ${[...response.headers].join()} ${await response.text()}`)
  }
  const listening = await app.listen()
  const socket = await connectSocket(listening.url)

  await call('PUT', '/api/keys/leaky', { key: KEY, baseUrl: provider.url })
  const nodes = [...QUICK_WAYS, ...JOB_WAYS].map((way) => {
    const id = NodeIdSchema.parse(way)
    return newNode({
      ...{ id, kind: 'leak', x: 0, y: 0 },
      model: way.startsWith('job') ? 'leaky/job' : 'leaky/quick',
      params: { way },
    })
  })
  const graph = { nodes: Object.fromEntries(nodes.map((node) => [node.id, node])), edges: {} }
  await call('POST', '/api/projects', { id: 'film', name: 'Film', graph })
  socket.send({ type: 'subscribe', project: projectId('film'), runs: {} })
  await socket.wait('subscribed')
  await call('POST', '/api/projects/film/runs', { id: 'run', scope: { of: 'all' }, atMost: 1_000_000 })
  const settled = new Promise<void>((resolve) => {
    const look = (): void => {
      void engine.read(runId('run')).then((read) => {
        const isOpen = read?.run.tasks.some(({ status }) => !['succeeded', 'failed', 'unknown'].includes(status))
        if (!isOpen) resolve()
        return undefined
      })
    }
    engine.watch(look)
    look()
  })
  await settled
  await call('POST', '/api/providers/leaky/test', {})
  await call('PUT', '/api/keys/leaky', { key: `Bearer ${KEY}` })
  await call('PUT', '/api/keys/leaky', { [KEY]: 'x' })
  for (const path of [
    ...['keys', 'lanes', 'catalog', 'settings', 'ledger', 'ledger/entries', 'projects', 'projects/film'],
    ...['projects/film/runs', 'runs/run', 'runs/run/events', 'openapi.json', 'nowhere'],
    ...nodes.map(({ id }) => `projects/film/nodes/${id}/results`),
  ])
    await call('GET', `/api/${path}`)
  await call('POST', '/api/projects/film/plan', { scope: { of: 'all' } })
  const read = await engine.read(runId('run'))
  if (!read) throw new Error('there is no run')
  const frames: readonly ServerFrame[] = socket.frames
  await engine.close()
  await projects.close()
  database.close()
  return {
    log: lines.join('\n'),
    answers: answers.join('\n'),
    frames: JSON.stringify(frames),
    files: Buffer.concat([folder, app.folder].flatMap((one) => filesOf(one).map(({ bytes }) => bytes))),
    run: read.run,
  }
}

/** The key in every way it may be written, and so much of it that the rest can be guessed. */
const NEEDLES = [...formsOf(KEY), KEY.slice(0, 12)]
const found = (hay: string | Buffer): readonly string[] => NEEDLES.filter((needle) => hay.includes(needle))

test('a key that is typed stands in no log line, answer, frame, journal, ledger, document or file, however a run goes wrong', async () => {
  const told = await film((redactor) => redactor)
  expect(Object.fromEntries(told.run.tasks.map(({ node, status }) => [node, status]))).toEqual({
    ...Object.fromEntries(QUICK_WAYS.map((way) => [way, 'failed'])),
    ...Object.fromEntries(JOB_WAYS.map((way) => [way, 'failed'])),
    ...{ 'broken-off': 'unknown', 'says-it': 'succeeded', 'says-much': 'succeeded', 'job-says-it': 'succeeded' },
  })
  for (const place of [told.log, told.answers, told.frames, told.files]) expect(found(place)).toEqual([])
  // what was said is still there, without it
  expect(told.answers).toContain('The key ••• is wrong.')
  expect(told.frames).toContain('Waiting with •••')
})

test('without the redactor it is in all of them: the test above looks in the right places', async () => {
  const told = await film(() => createRedactor())
  for (const place of [told.log, told.answers, told.frames, told.files]) expect(found(place)).toContain(KEY)
})
