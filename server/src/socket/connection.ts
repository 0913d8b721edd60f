import {
  ClientFrameSchema,
  fail,
  ReelgraphError,
  type ClientFrame,
  type ErrorBody,
  type ProjectId,
  type ServerFrame,
} from '@reelgraph/shared'
import { z } from 'zod'
import type { Engine } from '../engine/engine.ts'
import type { ServerLog } from '../log.ts'
import type { ProjectRegistry } from '../projects/project-registry.ts'
import { gatherAnswer } from './gather-answer.ts'
import type { Message } from './news.ts'
import { Subscription } from './subscription.ts'

/** What is needed of a WebSocket. */
export interface Line {
  readonly bufferedAmount: number
  /** As text, whichever form it has. */
  send(message: Message, options: { readonly binary: false }): void
  ping(): void
  close(code: number, reason: string): void
  terminate(): void
}

/** Where a connection gets its answers and its news. */
export interface Exchange {
  readonly projects: ProjectRegistry
  readonly engine: Engine
  readonly log: ServerLog
  readonly readableError: (thrown: unknown) => ErrorBody
  /** How much may wait for a slow reader before it is dropped, in bytes. */
  readonly maxBufferedBytes?: number
  join(project: ProjectId, subscription: Subscription): void
  part(project: ProjectId, subscription: Subscription): void
  /** Tells those who watch at once what has happened up to now. */
  flush(project: ProjectId): void
  leave(connection: Connection): void
}

/** Told to a reader that cannot keep up; it connects again and asks for what it has missed. */
const TOO_SLOW = 4008
const MAX_BUFFERED_BYTES = 32 * 1024 * 1024

/** One browser tab, watching any number of projects. */
export class Connection {
  private readonly exchange: Exchange
  private readonly line: Line
  private readonly subscriptions = new Map<ProjectId, Subscription>()
  private alive = true
  private ended = false

  constructor(exchange: Exchange, line: Line) {
    this.exchange = exchange
    this.line = line
  }

  receive(data: unknown): void {
    const frame = readFrame(data)
    if (!frame.success) {
      const { body } = fail(
        'invalid-request',
        `The server does not understand this message: ${z.prettifyError(frame.error)}`,
        { hint: 'Reload the page: it may be older or newer than the server.' },
      )
      return this.sendFrame({ type: 'error', error: body })
    }
    if (frame.data.type === 'unsubscribe') this.unsubscribe(frame.data.project)
    else void this.subscribe(frame.data)
  }

  /** The other side has answered a ping. */
  pong(): void {
    this.alive = true
  }

  beat(): void {
    if (!this.alive) return this.terminate()
    this.alive = false
    this.line.ping()
  }

  end(code: number, reason: string): void {
    this.closed()
    this.line.close(code, reason)
  }

  closed(): void {
    this.ended = true
    for (const project of [...this.subscriptions.keys()]) this.unsubscribe(project)
    this.exchange.leave(this)
  }

  private async subscribe(ask: Extract<ClientFrame, { type: 'subscribe' }>): Promise<void> {
    const { project } = ask
    this.unsubscribe(project)
    const subscription = new Subscription((message) => this.send(message))
    this.subscriptions.set(project, subscription)
    this.exchange.join(project, subscription)
    try {
      const { projects, engine } = this.exchange
      const { frames, reach } = await gatherAnswer(ask, {
        projects,
        engine,
        hasRead: (run) => subscription.hasRead(run),
      })
      if (this.subscriptions.get(project) !== subscription) return
      // Whatever the answer may hold is then among what was kept, and is told apart by it.
      this.exchange.flush(project)
      subscription.begin(
        frames.map((frame) => JSON.stringify(frame)),
        reach,
      )
    } catch (error) {
      if (this.subscriptions.get(project) !== subscription) return
      this.unsubscribe(project)
      if (isNotFound(error)) this.sendFrame({ type: 'project-deleted', project })
      else this.sendFrame({ type: 'error', error: this.exchange.readableError(error) })
    }
  }

  private unsubscribe(project: ProjectId): void {
    const subscription = this.subscriptions.get(project)
    if (!subscription) return
    this.subscriptions.delete(project)
    this.exchange.part(project, subscription)
  }

  /** What everybody hears, whatever they have subscribed to. */
  tell(message: Message): void {
    this.send(message)
  }

  private sendFrame(frame: ServerFrame): void {
    this.send(JSON.stringify(frame))
  }

  private send(message: Message): void {
    if (this.ended) return
    this.line.send(message, { binary: false })
    if (this.line.bufferedAmount <= (this.exchange.maxBufferedBytes ?? MAX_BUFFERED_BYTES)) return
    this.exchange.log.warn('A browser could not keep up and was disconnected; it comes back by itself.')
    this.end(TOO_SLOW, 'too slow')
    // Its goodbye stands behind everything that it has not read.
    setTimeout(() => this.line.terminate(), 2000).unref()
  }

  private terminate(): void {
    this.closed()
    this.line.terminate()
  }
}

const isNotFound = (thrown: unknown): boolean => thrown instanceof ReelgraphError && thrown.code === 'not-found'

const readFrame = (data: unknown) => {
  try {
    return ClientFrameSchema.safeParse(typeof data === 'string' ? JSON.parse(data) : undefined)
  } catch {
    return ClientFrameSchema.safeParse(undefined)
  }
}
