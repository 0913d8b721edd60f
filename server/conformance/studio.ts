import { copyFileSync, createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { catalog } from '@reelgraph/nodes/catalog'
import { startEmulator, type Emulator, type ProviderConformance } from '@reelgraph/nodes/conformance'
import { executors } from '@reelgraph/nodes/executors'
import { fail, type Log, type RunId, type TaskState } from '@reelgraph/shared'
import { importFromUrl } from '../src/assets/import-url.ts'
import { openFileAssetStore } from '../src/assets/file-asset-store.ts'
import type { AssetStore } from '../src/assets/asset-store.ts'
import { createEngine } from '../src/engine/create-engine.ts'
import type { Engine } from '../src/engine/engine.ts'
import { createTaskHost, type TaskHost } from '../src/engine/task-host.ts'
import { createMedia } from '../src/media/create-media.ts'
import { findFfmpeg, findFfprobe } from '../src/media/ffmpeg-binary.ts'
import { probe } from '../src/media/probe.ts'
import { createFetchGateway } from '../src/net/fetch-gateway.ts'
import { createApprovalStore } from '../src/store/embedded/approvals.ts'
import { createAssetFacts } from '../src/store/embedded/asset-facts.ts'
import { createAttemptStore } from '../src/store/embedded/attempts.ts'
import { openDatabase } from '../src/store/embedded/database.ts'
import { bind, createGraphStore, createRunJournal } from '../src/store/embedded/journal.ts'
import { createModelTimes } from '../src/store/embedded/model-times.ts'
import { createResultStore, createTakeStore } from '../src/store/embedded/results.ts'
import { createSetbackStore } from '../src/store/embedded/setbacks.ts'
import type { AttemptStore } from '../src/store/stores.ts'
import { overheard } from './overheard.ts'
import { createQuietClock, type QuietClock } from './quiet-clock.ts'
import { watchedFetch } from './watched-fetch.ts'

/** Where a process can be made to die. */
export type Place =
  /** The answer to the paid request has come, and is written down nowhere. */
  | 'answer-came'
  /** The answer is written down, its ticket is not. */
  | 'answer-kept'
  /** The ticket is written down; the provider is to be asked for the first time. */
  | 'polling'
  /** It is done there, and is to be fetched. */
  | 'downloading'

/** A real engine, with real stores, over real sockets to the emulator of a provider. */
export interface Studio {
  readonly engine: Engine
  readonly host: TaskHost
  readonly assets: AssetStore
  readonly attempts: AttemptStore
  readonly emulator: Emulator
  /** What executors told of how far they were. */
  readonly told: readonly number[]
  /** What it warned of. */
  readonly warnings: readonly string[]
  /** Resolves when the process has "died" where it was to. */
  readonly died: Promise<void>
  /** The next process, on what the disk held at that moment. */
  reborn(): Promise<Studio>
}

interface StudioOptions {
  readonly table: ProviderConformance
  readonly dieAt?: Place
  /** What the first paid request fails with instead of leaving. */
  readonly neverLeaves?: Error
}

/** Opens a studio for the work, and closes everything after it, whichever way it ends. */
export const inStudio = async (options: StudioOptions, work: (studio: Studio) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'))
  const clock = createQuietClock()
  const emulator = await startEmulator(options.table.draw, clock.now)
  clock.except(() => emulator.hanging)
  const closing: (() => Promise<void>)[] = []
  try {
    await work(await openStudio({ ...options, folder, emulator, clock, closing, life: 1 }))
  } finally {
    await emulator.close()
    await Promise.all(closing.map(async (close) => close()))
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Life extends StudioOptions {
  readonly folder: string
  readonly emulator: Emulator
  /** The same for every life, and for the provider. */
  readonly clock: QuietClock
  readonly closing: (() => Promise<void>)[]
  readonly life: number
}

const openStudio = async (options: Life): Promise<Studio> => {
  const { table, folder, emulator, clock, closing, life } = options
  const path = join(folder, `life-${life}.db`)
  const next = join(folder, `life-${life + 1}.db`)
  const database = openDatabase(path)
  const bound = bind(database)
  const ffmpegPath = await findFfmpeg()
  const ffprobePath = await findFfprobe(ffmpegPath)
  const assets = await openFileAssetStore({
    folder: join(folder, 'assets'),
    facts: createAssetFacts(database),
    probe: (file, signal) => probe({ path: file, ffprobePath, signal }),
  })
  const { promise: died, resolve: dead } = Promise.withResolvers<void>()
  let isDead = false

  /** What is on the disk now is what the next life finds; this one never hears of the world again. */
  const passes = (place: Place): void => {
    if (isDead || options.dieAt !== place) return
    isDead = true
    for (const end of ['', '-wal']) if (existsSync(path + end)) copyFileSync(path + end, next + end)
    dead()
  }
  const silence = async (signal: AbortSignal | null | undefined): Promise<never> =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error))
    })

  const attempts = createAttemptStore(bound)
  const watched: AttemptStore = {
    ...attempts,
    submitted(...news) {
      passes('answer-kept')
      if (isDead) throw fail('disk-full', 'This process is dead.')
      attempts.submitted(...news)
    },
  }
  const isPoll = table.polls ?? (() => false)
  const gateway = createFetchGateway()
  const scratchRoot = join(folder, 'scratch')
  const told: number[] = []
  const warnings: string[] = []
  const log: Log = { info: () => {}, warn: (message) => void warnings.push(message) }
  const send = watchedFetch(clock)
  let { neverLeaves } = options
  const host = createTaskHost({
    executors: overheard(executors, (fraction) => told.push(fraction)),
    assets,
    clock,
    log,
    fetch: async (input, init) => {
      const { url, method } = input instanceof Request ? input : { url: String(input), method: 'GET' }
      const asked = { method: init?.method ?? method, path: new URL(url).pathname }
      if (neverLeaves && emulator.isPaid(asked)) {
        const reason = neverLeaves
        neverLeaves = undefined
        throw reason
      }
      if (isPoll(asked)) passes('polling')
      if (isDead) return silence(init?.signal)
      const before = emulator.paid.length
      const response = await send(input, init)
      if (emulator.paid.length > before) passes('answer-came')
      return isDead ? silence(init?.signal) : response
    },
    account: ({ provider }) => ({
      id: provider,
      values: table.values,
      baseUrl: table.baseUrl?.(emulator.url) ?? emulator.url,
    }),
    download: async ({ url, headers, baseUrl }, signal) => {
      passes('downloading')
      if (isDead) return silence(signal)
      const own = { ...(headers && { headers }), ...(baseUrl && { ownOrigin: new URL(baseUrl).origin }) }
      const limits = { gateway, assets, limit: 100_000_000, ...own }
      return (await clock.during(importFromUrl(url, limits, signal))).asset
    },
    openMedia: (signal) =>
      createMedia({ ffmpegPath, ffprobePath, scratchRoot, assetPath: (id) => assets.path(id), signal, log }),
    readAsset: ({ asset }) => Readable.toWeb(createReadStream(assets.path(asset))) as ReadableStream<Uint8Array>, // a stream of files is one of bytes
  })
  const engine = createEngine({
    catalog,
    journal: createRunJournal(bound),
    graphs: createGraphStore(bound),
    results: createResultStore(bound),
    takes: createTakeStore(bound),
    approvals: createApprovalStore(bound),
    setbacks: createSetbackStore(bound),
    attempts: watched,
    times: createModelTimes(bound),
    capsOf: async () => ({}),
    accounts: { laneOf: (provider) => provider, has: () => true },
    lanes: { limitsOf: () => ({}), save: () => {} },
    host,
    clock,
    log,
    cores: 4,
  })
  closing.push(async () => {
    await engine.close()
    database.close()
  })
  return {
    ...{ engine, host, assets, attempts, emulator, died, told, warnings },
    reborn: async () => {
      const { dieAt: _, ...same } = options
      return openStudio({ ...same, life: life + 1 })
    },
  }
}

/** The one task of a run once nothing more will happen to it by itself. */
export const settled = async ({ engine }: Studio, run: RunId, node = 'step'): Promise<TaskState> => {
  const until = Date.now() + 20_000
  for (;;) {
    const read = (await engine.read(run))?.run
    const task = read?.tasks.find((one) => one.node === node)
    if (task && (read?.endedAt !== undefined || task.status === 'unknown' || task.status === 'held')) return task
    if (Date.now() > until) throw new Error(`it never settles: ${JSON.stringify(task)}`)
    await delay(3)
  }
}

/** Waits for what the test is about; says what it was where it never comes. */
export const eventually = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  const until = Date.now() + 10_000
  while (!(await holds())) {
    if (Date.now() > until) throw new Error(`it never came to this: ${what}`)
    await delay(3)
  }
}
