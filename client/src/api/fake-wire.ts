import { ClientFrameSchema, type ClientFrame, type ServerFrame } from '@reelgraph/shared'
import type { Wire } from './socket.ts'

/** The server's end of a connection, for tests: strict about what it is sent. */
export class FakeWire implements Wire {
  onopen: Wire['onopen'] = null
  onmessage: Wire['onmessage'] = null
  onclose: Wire['onclose'] = null
  readonly heard: ClientFrame[] = []
  closed = false
  private opened = false

  send(text: string): void {
    if (!this.opened || this.closed) throw new Error('sent on a connection that is not open')
    this.heard.push(ClientFrameSchema.parse(JSON.parse(text)))
  }

  close(): void {
    this.closed = true
    this.onclose?.()
  }

  open(): void {
    this.opened = true
    this.onopen?.()
  }

  say(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }

  /** What the page asked for since the last look. */
  take(): readonly ClientFrame[] {
    return this.heard.splice(0)
  }
}
