import {
  fail,
  ServerFrameSchema,
  type ClientFrame,
  type ErrorBody,
  type LaneState,
  type ProjectId,
  type RunId,
} from '@reelgraph/shared'
import { backoffMs } from './backoff.ts'
import { Cursor, type ProjectFrame, type ProjectListener } from './cursor.ts'

/** `away`: the connection was lost or could not be made, and is tried again by itself. */
export type ConnectionState = 'connecting' | 'open' | 'away'

/** What is needed of a WebSocket. */
export interface Wire {
  send(text: string): void
  close(): void
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: (() => void) | null
}

interface SocketOptions {
  /** Makes a connection. */
  connect(): Wire
  readonly random?: () => number
}

interface Subscription {
  readonly cursors: Set<Cursor>
  /** A `subscribe` was sent and its answer has not come yet. */
  asked: boolean
  /** Answers in a row that still left a gap. */
  gaps: number
}

/** The one connection of a tab: any number of projects, each listener served in order and exactly once. */
export class Socket {
  private readonly options: Required<SocketOptions>
  private readonly subscriptions = new Map<ProjectId, Subscription>()
  private readonly stateListeners = new Set<() => void>()
  private readonly errorListeners = new Set<(error: ErrorBody) => void>()
  private readonly laneListeners = new Set<(lanes: readonly LaneState[]) => void>()
  private wire: Wire | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  private current: ConnectionState = 'connecting'

  constructor(options: SocketOptions) {
    this.options = { random: Math.random, ...options }
  }

  get state(): ConnectionState {
    return this.current
  }

  readonly getState = (): ConnectionState => this.current

  readonly watchState = (listener: () => void): (() => void) => {
    this.stateListeners.add(listener)
    return () => this.stateListeners.delete(listener)
  }

  /** Errors that the server reports outside any request. */
  watchErrors(listener: (error: ErrorBody) => void): () => void {
    this.errorListeners.add(listener)
    return () => this.errorListeners.delete(listener)
  }

  /** What runs and waits at every provider account, with each change. */
  watchLanes(listener: (lanes: readonly LaneState[]) => void): () => void {
    this.laneListeners.add(listener)
    return () => this.laneListeners.delete(listener)
  }

  /** Opens the connection and keeps it open until `stop`. */
  start(): void {
    if (!this.wire && this.timer === undefined) this.connect()
  }

  /** Tries at once where it waits for its next try: the network is back, the tab is looked at again. */
  readonly hurry = (): void => {
    if (this.timer === undefined) return
    clearTimeout(this.timer)
    this.timer = undefined
    this.connect()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    const { wire } = this
    this.wire = undefined
    wire?.close()
    this.setState('connecting')
  }

  /**
   * Follows a project. A listener of the document that has the project already gives the revision it has; without it the
   * first thing it hears is a snapshot.
   * @returns a function that ends the listening.
   */
  subscribe(
    project: ProjectId,
    listener: ProjectListener,
    { sinceRevision }: { readonly sinceRevision?: number } = {},
  ): () => void {
    const cursor = new Cursor(listener, sinceRevision)
    const subscription = this.subscriptions.get(project) ?? { cursors: new Set(), asked: false, gaps: 0 }
    subscription.cursors.add(cursor)
    this.subscriptions.set(project, subscription)
    this.start()
    this.ask(project, subscription)
    return () => {
      subscription.cursors.delete(cursor)
      if (subscription.cursors.size > 0 || this.subscriptions.get(project) !== subscription) return
      this.subscriptions.delete(project)
      this.send({ type: 'unsubscribe', project })
    }
  }

  private connect(): void {
    const wire = this.options.connect()
    this.wire = wire
    wire.onopen = () => {
      if (wire !== this.wire) return
      if (this.subscriptions.size === 0) this.failures = 0
      this.setState('open')
      for (const [project, subscription] of this.subscriptions) this.ask(project, subscription)
    }
    wire.onmessage = ({ data }) => {
      if (wire === this.wire) this.receive(data)
    }
    wire.onclose = () => {
      if (wire === this.wire) this.reconnect()
    }
  }

  private reconnect(): void {
    this.wire = undefined
    this.failures += 1
    for (const subscription of this.subscriptions.values()) subscription.asked = false
    this.setState('away')
    this.timer = setTimeout(
      () => {
        this.timer = undefined
        this.connect()
      },
      backoffMs(this.failures, this.options.random),
    )
  }

  private ask(project: ProjectId, subscription: Subscription): void {
    if (this.current !== 'open') return
    subscription.asked = true
    this.send(subscribeFrame(project, [...subscription.cursors]))
  }

  private send(frame: ClientFrame): void {
    if (this.current === 'open') this.wire?.send(JSON.stringify(frame))
  }

  private receive(data: unknown): void {
    const frame = parseFrame(data)
    if (!frame) {
      const { body } = fail('internal', 'The server sent something that this page does not understand.', {
        hint: 'Reload the page: it may be older than the server.',
      })
      for (const listener of this.errorListeners) listener(body)
      return
    }
    if (frame.type === 'error') {
      for (const listener of this.errorListeners) listener(frame.error)
      return
    }
    if (frame.type === 'lanes') {
      for (const listener of this.laneListeners) listener(frame.lanes)
      return
    }
    this.deliver(frame)
  }

  private deliver(frame: ProjectFrame): void {
    const subscription = this.subscriptions.get(frame.project)
    if (!subscription) return
    if (frame.type === 'subscribed') subscription.asked = false
    let complete = true
    for (const cursor of [...subscription.cursors]) if (!cursor.take(frame)) complete = false
    if (frame.type === 'subscribed') subscription.gaps = complete ? 0 : subscription.gaps + 1
    if (complete && frame.type === 'subscribed') this.failures = 0
    if (complete || subscription.asked) return
    // A server that answers every question with a gap is not asked without end: a new connection starts afresh, later and later.
    if (subscription.gaps > 3) {
      subscription.gaps = 0
      const { wire } = this
      this.reconnect()
      wire?.close()
      return
    }
    this.ask(frame.project, subscription)
  }

  private setState(state: ConnectionState): void {
    if (state === this.current) return
    this.current = state
    for (const listener of this.stateListeners) listener()
  }
}

/** What all listeners together know: the least of each, so that nobody misses anything. */
const subscribeFrame = (project: ProjectId, cursors: readonly Cursor[]): ClientFrame => {
  const readers = cursors.filter((cursor) => cursor.wantsDocument)
  const revisions = readers.map((cursor) => cursor.revision)
  const since = revisions.every((revision) => revision !== undefined) ? Math.min(...revisions) : undefined
  const watchers = cursors.filter((cursor) => cursor.wantsRuns)
  const runs: Record<RunId, number> = {}
  for (const [run] of watchers[0]?.runs ?? []) {
    const seqs = watchers.map((cursor) => cursor.runs.get(run))
    if (seqs.every((seq) => seq !== undefined)) runs[run] = Math.min(...seqs)
  }
  return {
    type: 'subscribe',
    project,
    runs,
    ...(since !== undefined && Number.isFinite(since) && { sinceRevision: since }),
  }
}

const parseFrame = (data: unknown) => {
  if (typeof data !== 'string') return undefined
  try {
    return ServerFrameSchema.safeParse(JSON.parse(data)).data
  } catch {
    return undefined
  }
}
