import type { Engine } from '../engine/engine.ts'
import type { ServerLog } from '../log.ts'
import type { Retention } from './retention.ts'

/** Where everything above the limit is needed, looking again at once finds nothing. */
const AT_MOST_EVERY = 10 * 60 * 1000

interface Followed {
  readonly engine: Pick<Engine, 'watch'>
  readonly retention: Pick<Retention, 'keepToLimit'>
  readonly log: ServerLog
  now(): number
}

/** Whenever a run has ended, what is kept is brought below the limit again. @returns a function that stops it. */
export const followLimit = ({ engine, retention, log, now }: Followed): (() => void) => {
  let last = -Infinity
  const look = async (): Promise<void> => {
    if (now() - last < AT_MOST_EVERY) return
    last = now()
    const deleted = await retention.keepToLimit()
    if (!deleted) last = -Infinity
    else if (deleted.results.count + deleted.assets.count > 0) {
      const { assets, results } = deleted
      log.info(`The storage limit was reached: ${results.count} unused results and ${assets.count} unused files went.`)
    }
  }
  return engine.watch((news) => {
    if (news.type !== 'events' || news.events.at(-1)?.event.type !== 'run-ended') return
    look().catch((error: unknown) => log.error('What is kept could not be brought below its limit.', error))
  })
}
