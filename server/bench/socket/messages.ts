import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { RawData } from 'ws'

/** What the benchmark asks of its server. Each order is answered once, and the next is given after that. */
export interface ServerOrder {
  readonly do: 'go' | 'rest' | 'count-dropped' | 'finish'
}

export interface ServerReady {
  readonly port: number
  readonly project: string
}

/** What a server tells when it has come to rest. */
export interface ServerSample {
  /** After everything that could be collected was, in bytes. */
  readonly memory: {
    /** What the program holds: objects and buffers. */
    readonly held: number
    /** What the system has given to the process. */
    readonly resident: number
  }
  /** Since it went: events told, in how many milliseconds, and for how many of them it kept a processor. */
  readonly told: number
  readonly milliseconds: number
  readonly processorMs: number
}

export interface ServerTotals {
  /** The number of the last event of each run, the latest run last. */
  readonly runs: ReadonlyMap<string, number>
}

export type SubscriberOrder =
  | { readonly do: 'collect' }
  | { readonly do: 'report'; readonly runs: ReadonlyMap<string, number> }

export interface SubscriberReport {
  readonly missing: number
  readonly outOfOrder: number
}

/** Milliseconds since 1970, with fractions; the same in all processes of a machine. */
export const now = (): number => performance.timeOrigin + performance.now()

/** Sends an order and gives its answer. */
export const ask = async <Answer>(child: ChildProcess, order: ServerOrder | SubscriberOrder): Promise<Answer> => {
  const answer = heard<Answer>(child)
  child.send(order)
  return answer
}

/** The next thing that a process says. */
export const heard = async <Answer>(child: ChildProcess): Promise<Answer> => {
  const over = new AbortController()
  const { signal } = over
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`A process of the benchmark ended with code ${String(code)}.`)
  })
  try {
    const message: readonly unknown[] = await Promise.race([once(child, 'message', { signal }), ended])
    return message[0] as Answer // both ends are files of this folder
  } finally {
    ended.catch(() => undefined)
    over.abort()
  }
}

/** What came over a WebSocket whose messages are text. */
export const textOf = (data: RawData): string => (data instanceof Buffer ? data.toString() : '')

/** Answers orders, and ends with the process that gives them. */
export const answerOrders = (answer: (order: never) => unknown): void => {
  const reply = async (order: unknown): Promise<void> => {
    process.send?.(await answer(order as never)) // both ends are files of this folder
  }
  process.on('message', (order) => void reply(order))
  process.on('disconnect', () => process.exit())
}
