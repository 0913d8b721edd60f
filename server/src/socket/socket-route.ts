import { upgradeWebSocket } from '@hono/node-server'
import { fail } from '@reelgraph/shared'
import type { Hono } from 'hono'
import { WebSocket } from 'ws'
import type { Connection } from './connection.ts'
import type { SocketHub } from './socket-hub.ts'

/** `WS /api/socket`. Whether the asker may use the server at all was decided before. */
export const socketRoute = (app: Hono, hub: SocketHub): void => {
  app.get(
    '/api/socket',
    upgradeWebSocket(() => {
      let connection: Connection | undefined
      return {
        onOpen(_, { raw }) {
          if (!(raw instanceof WebSocket)) return
          const opened = hub.connect(raw)
          connection = opened
          raw.on('pong', () => opened.pong())
        },
        onMessage: ({ data }) => connection?.receive(data),
        onClose: () => connection?.closed(),
      }
    }),
    () => {
      throw fail('invalid-request', 'This address speaks WebSocket only.')
    },
  )
}
