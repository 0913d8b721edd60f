// A server of the socket benchmark, a process of its own: `hub` is ours as it is, `bare` the least that ws can do.
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { newRunId, type Project } from '@reelgraph/shared'
import { systemClock } from '../../src/clock.ts'
import { drawProject, openWorkshop } from '../../src/engine/testing/workshop.ts'
import {
  answerOrders,
  now,
  type ServerOrder,
  type ServerReady,
  type ServerSample,
  type ServerTotals,
} from './messages.ts'
import { serveBare } from './serve-bare.ts'
import { serveHub } from './serve-hub.ts'
import { createSource } from './source.ts'

/** A step that ends lets the next one start: two events. */
const EVENTS_PER_STEP = 2
const STEPS_PER_RUN = 200
const CONCURRENCY = 64
/** Long enough for everything to be told and written. */
const REST_MS = 150

const [mode = '', folder = '', eventsPerSecond = ''] = process.argv.slice(2)
const source = createSource(Number(eventsPerSecond) / EVENTS_PER_STEP)
const workshop = openWorkshop({
  file: join(folder, `${mode}.db`),
  concurrency: CONCURRENCY,
  clock: { ...systemClock, now },
  // What a step makes is the moment it was due, so whoever hears of it knows how late it is.
  behave: async () => String(await source.next()),
})
// In use it fills slowly, up to 64 MB; here it would hide what else grows.
workshop.database.sqlite.exec('PRAGMA cache_size = -2048')

const runs = new Map<string, number>()
let told = 0
workshop.engine.watch((news) => {
  if (news.type !== 'events') return
  told += news.events.length
  runs.set(news.run, news.events.at(-1)?.seq ?? 0)
})

/** A film of many steps, none of which was ever made. */
const film = (name: string): Project =>
  drawProject(
    Object.fromEntries(
      Array.from({ length: STEPS_PER_RUN }, (_, step) => [`n${step}`, { params: { say: `${name} ${step}` } }]),
    ),
  )

let begun = 0
/** One run after the other, each when the last has few more steps to start. */
const keepRunning = async (): Promise<never> => {
  while (begun - source.given > 2 * CONCURRENCY) await delay(5)
  const id = newRunId()
  begun += STEPS_PER_RUN
  await workshop.engine.start({ project: film(id), revision: 1, scope: { of: 'all' }, id })
  workshop.calls.length = 0
  return keepRunning()
}

let gone = { processor: process.cpuUsage(), at: now(), told: 0 }
let running: Promise<never> | undefined
const go = (): void => {
  gone = { processor: process.cpuUsage(), at: now(), told }
  running ??= keepRunning()
  source.go()
}

const rest = async (): Promise<ServerSample> => {
  source.pause()
  const milliseconds = now() - gone.at
  const { user, system } = process.cpuUsage(gone.processor)
  await delay(REST_MS)
  for (let round = 0; round < 3; round += 1) globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  return {
    memory: { held: heapUsed + external, resident: rss },
    told: told - gone.told,
    milliseconds,
    processorMs: (user + system) / 1000,
  }
}

const { id: project } = drawProject({})
const served = await (mode === 'hub' ? serveHub : serveBare)({ workshop, folder, project })

answerOrders(async (order: ServerOrder) => {
  switch (order.do) {
    case 'go':
      go()
      return {}
    case 'rest':
      return rest()
    case 'count-dropped':
      return served.dropped()
    case 'finish':
      return { runs } satisfies ServerTotals
  }
})
process.send?.({ port: served.port, project } satisfies ServerReady)
