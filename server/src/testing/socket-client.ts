import { once } from 'node:events'
import { ServerFrameSchema, type ClientFrame, type ServerFrame } from '@reelgraph/shared'
import { onTestFinished, vi } from 'vitest'
import { WebSocket, type RawData } from 'ws'

export interface SocketClient {
  readonly frames: ServerFrame[]
  readonly socket: WebSocket
  send(frame: ClientFrame | string): void
  /** The first frame that fits, come or to come. */
  wait<T extends ServerFrame['type']>(
    type: T,
    fits?: (frame: Extract<ServerFrame, { type: T }>) => boolean,
  ): Promise<Extract<ServerFrame, { type: T }>>
}

const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer)).toString() // a Buffer is taken as well

/** A browser's end of the socket. Every frame is checked against the contract. */
export const connectSocket = async (url: string): Promise<SocketClient> => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/socket`)
  const frames: ServerFrame[] = []
  socket.on('message', (data) => frames.push(ServerFrameSchema.parse(JSON.parse(textOf(data)))))
  await once(socket, 'open')
  onTestFinished(() => socket.terminate())
  return {
    frames,
    socket,
    send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    wait: (type, fits = () => true) =>
      vi.waitFor(
        () => {
          const found = frames.find(
            (frame): frame is Extract<ServerFrame, { type: typeof type }> =>
              frame.type === type && fits(frame as Extract<ServerFrame, { type: typeof type }>),
          ) // told apart by the type just compared
          if (!found) throw new Error(`no frame "${type}" among ${JSON.stringify(frames.map((frame) => frame.type))}`)
          return found
        },
        { interval: 5 },
      ),
  }
}
