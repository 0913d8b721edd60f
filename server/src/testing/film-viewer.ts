import { ServerFrameSchema, type ClientFrame, type ServerFrame } from '@reelgraph/shared'
import type { Connection, Line } from '../socket/connection.ts'
import type { SocketHub } from '../socket/socket-hub.ts'
import { film, foldFrame, nothingSeen, type Seen } from './watched-film.ts'

/**
 * A line whose other end may stop reading: then what is sent waits at this end, and the goodbye stands behind it. What is
 * read arrives later, in order.
 */
class ViewedLine implements Line {
  bufferedAmount = 0
  private waiting: (() => void)[] = []
  private reads = true
  private gone = false
  private readonly onFrame: (frame: ServerFrame) => void
  private readonly onClose: () => void

  constructor(onFrame: (frame: ServerFrame) => void, onClose: () => void) {
    this.onFrame = onFrame
    this.onClose = onClose
  }

  send(message: string | Uint8Array): void {
    const text = typeof message === 'string' ? message : Buffer.from(message).toString()
    if (!this.reads) this.bufferedAmount += text.length
    this.put(() => this.onFrame(ServerFrameSchema.parse(JSON.parse(text))))
  }

  ping(): void {}

  close(): void {
    this.put(() => this.terminate())
  }

  terminate(): void {
    if (this.gone) return
    this.gone = true
    this.waiting = []
    this.onClose()
  }

  stall(): void {
    this.reads = false
  }

  readOn(): void {
    this.reads = true
    this.bufferedAmount = 0
    if (this.waiting.length > 0) setImmediate(() => this.deliver())
  }

  private put(arrive: () => void): void {
    if (this.gone) return
    this.waiting.push(arrive)
    if (this.reads && this.waiting.length === 1) setImmediate(() => this.deliver())
  }

  private deliver(): void {
    while (this.reads && !this.gone) {
      const arrive = this.waiting.shift()
      if (!arrive) return
      arrive()
    }
  }
}

/** A browser that looks at the film: what it shows is what the frames told, and after a break it asks for what it missed. */
export class FilmViewer {
  readonly seen: Seen = nothingSeen()
  private readonly hub: SocketHub
  private line: ViewedLine | undefined
  private connection: Connection | undefined
  private follows = false
  private asked = false

  constructor(hub: SocketHub) {
    this.hub = hub
  }

  /** What came that could not be what happened next. */
  failure: unknown

  /** Nothing is missing that it has asked for. */
  get isSettled(): boolean {
    return this.follows && !this.asked
  }

  connect(): void {
    this.disconnect()
    const line = new ViewedLine(
      (frame) => line === this.line && this.receive(frame),
      () => {
        if (line === this.line) this.disconnect()
      },
    )
    this.line = line
    this.connection = this.hub.connect(line)
    if (this.follows) this.subscribe()
  }

  disconnect(): void {
    const { connection } = this
    this.line = undefined
    this.connection = undefined
    connection?.closed()
  }

  subscribe(): void {
    this.follows = true
    this.asked = true
    const { project, revision, seqs } = this.seen
    this.say({
      type: 'subscribe',
      project: film,
      runs: Object.fromEntries(seqs),
      ...(project && { sinceRevision: revision }),
    })
  }

  unsubscribe(): void {
    this.follows = false
    this.asked = false
    this.say({ type: 'unsubscribe', project: film })
  }

  stall(): void {
    this.line?.stall()
  }

  readOn(): void {
    this.line?.readOn()
  }

  private say(frame: ClientFrame): void {
    this.connection?.receive(JSON.stringify(frame))
  }

  private receive(frame: ServerFrame): void {
    if (!this.follows) return
    // What was under way when it asked says nothing that the answer does not hold.
    if (this.asked && frame.type !== 'subscribed') return
    if (frame.type === 'subscribed') this.asked = false
    try {
      foldFrame(this.seen, frame)
    } catch (error) {
      this.failure ??= error
    }
  }
}
