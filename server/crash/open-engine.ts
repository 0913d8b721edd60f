import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fail, type Clock, type Log } from '@reelgraph/shared'
import { openFileAssetStore } from '../src/assets/file-asset-store.ts'
import { createEngine } from '../src/engine/create-engine.ts'
import type { Engine } from '../src/engine/engine.ts'
import { createTaskHost } from '../src/engine/task-host.ts'
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
import type { ChildOrder } from './fact.ts'
import { fakeCatalog, fakeExecutors } from './fake-models.ts'
import { guarded, type KillSwitch } from './kill-switch.ts'
import { FAKE_KEY } from './provider/books.ts'

/** An hour is three minutes: waiting takes no time, and the provider is as slow as a real one. */
const SPEED = 20

export interface Opened {
  readonly engine: Engine
  readonly attempts: AttemptStore
  close(): Promise<void>
}

/** A real engine on a real data folder, with a place to die at around everything that it writes down or sends. */
export const openEngine = async (order: ChildOrder, killSwitch: KillSwitch): Promise<Opened> => {
  const database = openDatabase(join(order.folder, 'reelgraph.db'))
  const bound = bind(database)
  const assets = await openFileAssetStore({
    folder: join(order.folder, 'assets'),
    facts: createAssetFacts(database),
    probe: async () => ({
      kind: 'audio',
      mime: 'audio/wav',
      seconds: 0.1,
      hasAudio: true,
      streams: { video: 0, audio: 1 },
    }),
  })
  const gateway = createFetchGateway({ allow: (address) => address === '127.0.0.1' })
  const journal = guarded(createRunJournal(bound), ['create', 'append', 'settle', 'update'], killSwitch)
  const attempts = guarded(
    createAttemptStore(bound),
    ['reserve', 'answered', 'submitted', 'end', 'writeOff'],
    killSwitch,
  )
  const clock = quickClock(order.epoch)
  const host = createTaskHost({
    executors: fakeExecutors(order),
    assets,
    clock,
    log,
    fetch: async (input, init) => {
      if (init?.method !== 'POST') return fetch(input, init)
      killSwitch.pass('before a paid request leaves')
      const response = await fetch(input, init)
      killSwitch.pass('after its answer came')
      return response
    },
    account: ({ provider }) => ({ id: provider, values: { key: FAKE_KEY }, baseUrl: '' }),
    download: async ({ url }, signal) => {
      const found = await gateway.get(url, { signal })
      if (found.status !== 200) throw fail('download-failed', `The link answered ${found.status}.`)
      return assets.write(found.body, { signal })
    },
    openMedia: refuse,
    readAsset: refuse,
  })
  const engine = createEngine({
    catalog: fakeCatalog,
    journal,
    attempts,
    graphs: createGraphStore(bound),
    results: createResultStore(bound),
    takes: createTakeStore(bound),
    approvals: createApprovalStore(bound),
    setbacks: createSetbackStore(bound),
    times: createModelTimes(bound),
    capsOf: async () => ({}),
    accounts: { laneOf: (provider) => provider, has: () => true },
    lanes: { limitsOf: () => ({}), save: () => {} },
    host,
    clock,
    log,
    cores: 4,
  })
  return {
    engine,
    attempts,
    async close() {
      await engine.close()
      database.close()
    },
  }
}

const log: Log = { info: () => {}, warn: (message) => void process.stderr.write(`${message}\n`) }

/** Goes on from where it was in an earlier life. */
const quickClock = (epoch: number): Clock => ({
  now: () => Math.round(epoch + (Date.now() - epoch) * SPEED),
  async sleep(ms, signal) {
    await delay(ms / SPEED, undefined, signal ? { signal } : {})
  },
})

const refuse = (): never => {
  throw new Error('these steps make no media of their own')
}
