import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { createAdaptorServer, type WebSocketServerLike } from '@hono/node-server'
import { fail } from '@reelgraph/shared'
import { WebSocketServer } from 'ws'
import type { App } from './app.ts'
import { hasCode } from './disk/disk-error.ts'

export interface Place {
  readonly host: string
  /** 0 takes any that is free. */
  readonly port: number
}

export interface Listening extends Place {
  readonly url: string
  /** Takes nothing new, and ends what is left. */
  close(): Promise<void>
}

/** Frames of browsers are small: what they subscribe to. */
const MAX_FRAME_BYTES = 1024 * 1024

/** @throws `port-in-use`, `invalid-request` for a host or port that cannot be had. */
export const listen = async (app: App, place: Place): Promise<Listening> => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES })
  const server = createAdaptorServer({
    fetch: app.http.fetch,
    hostname: place.host,
    websocket: { server: sockets as WebSocketServerLike }, // the same but for the exactness of an option's type
    createServer,
    // A large upload over a slow line takes longer than Node's five minutes.
    serverOptions: {
      requestTimeout: 0,
      // Some clients offer HTTP/2 with every request (`Upgrade: h2c`); unless it is declined, nobody answers them.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
  }) as Server // made by the createServer above
  const port = await bind(server, place)
  return {
    host: place.host,
    port,
    url: `http://${place.host.includes(':') ? `[${place.host}]` : place.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        app.sockets.close()
        server.close(() => resolve())
        for (const socket of sockets.clients) setTimeout(() => socket.terminate(), 500).unref()
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 1000).unref()
      }),
  }
}

const bind = (server: Server, { host, port }: Place): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(readable(error, { host, port })))
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })

const readable = (error: Error, { host, port }: Place): Error => {
  if (hasCode(error, 'EADDRINUSE')) {
    return fail('port-in-use', `Port ${port} is in use by another program.`, {
      hint: `Stop that one, or choose another port: PORT=${port + 1} npm start`,
    })
  }
  if (hasCode(error, 'EACCES'))
    return fail('port-in-use', `This user may not listen on port ${port}.`, {
      hint: 'Choose one from 1024 on: PORT=4100 npm start',
    })
  if (hasCode(error, 'EADDRNOTAVAIL', 'ENOTFOUND')) {
    return fail('invalid-request', `This machine has no address ${host}.`, {
      hint: 'Remove HOST, or set HOST=127.0.0.1.',
      field: 'HOST',
    })
  }
  return error
}
