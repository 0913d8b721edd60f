import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import {
  ask,
  heard,
  type ServerReady,
  type ServerSample,
  type ServerTotals,
  type SubscriberReport,
} from './messages.ts'

/** One server and its subscribers, all of them processes of their own. */
export interface Side {
  readonly url: string
  readonly project: string
  /** Has events happen until the promise settles, then looks at the server. */
  round(until: () => Promise<unknown>): Promise<Round>
  dropped(): Promise<number>
  totals(): Promise<ServerTotals>
  /** Events that subscribers never got, or not in order. */
  lost(): Promise<number>
  end(): Promise<void>
}

export interface Round extends ServerSample {
  /** From the moment a step was due until a subscriber heard that it was done, in milliseconds, sorted. */
  readonly delays: Float64Array
}

interface SideOptions {
  readonly mode: 'hub' | 'bare'
  readonly folder: string
  readonly eventsPerSecond: number
  readonly subscribers: number
}

/** So that reading is no narrower than sending. */
const SUBSCRIBER_PROCESSES = 2

export const openSide = async ({ mode, folder, eventsPerSecond, subscribers }: SideOptions): Promise<Side> => {
  const server = start('server.ts', [mode, folder, eventsPerSecond])
  const { port, project } = await heard<ServerReady>(server)
  const url = `ws://127.0.0.1:${port}/api/socket`
  const crowds = Array.from({ length: SUBSCRIBER_PROCESSES }, () =>
    start('subscribers.ts', [url, project, subscribers / SUBSCRIBER_PROCESSES]),
  )
  await Promise.all(crowds.map((crowd) => heard(crowd)))

  const totals = () => ask<ServerTotals>(server, { do: 'finish' })
  return {
    url,
    project,
    async round(until) {
      await ask(server, { do: 'go' })
      await until()
      const sample = await ask<ServerSample>(server, { do: 'rest' })
      const delays = await Promise.all(crowds.map((crowd) => ask<Float64Array>(crowd, { do: 'collect' })))
      return { ...sample, delays: merge(delays) }
    },
    dropped: () => ask<number>(server, { do: 'count-dropped' }),
    totals,
    async lost() {
      const { runs } = await totals()
      const reports = await Promise.all(crowds.map((crowd) => ask<SubscriberReport>(crowd, { do: 'report', runs })))
      return reports.reduce((sum, { missing, outOfOrder }) => sum + missing + outOfOrder, 0)
    },
    async end() {
      await Promise.all([...crowds, server].map(end))
    },
  }
}

const start = (file: string, args: readonly (string | number)[]): ChildProcess =>
  fork(join(import.meta.dirname, file), args.map(String), {
    serialization: 'advanced',
    execArgv: [...process.execArgv, '--expose-gc'],
  })

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || !child.connected) return
  const over = once(child, 'exit')
  child.disconnect()
  await over
}

const merge = (parts: readonly Float64Array[]): Float64Array => {
  const merged = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let place = 0
  for (const part of parts) {
    merged.set(part, place)
    place += part.length
  }
  return merged.toSorted()
}
