import { once } from 'node:events'
import type { ServerFrame } from '@reelgraph/shared'
import { WebSocketServer } from 'ws'
import type { Served, ToServe } from './serve-hub.ts'

/** Everything that the engine says, to everybody who is there: nobody catches up, nobody is dropped. */
export const serveBare = async ({ workshop, project }: ToServe): Promise<Served> => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  const greeting: ServerFrame = { type: 'subscribed', project, batches: [], runs: [], missed: [], vain: [] }
  server.on('connection', (socket) => socket.on('message', () => socket.send(JSON.stringify(greeting))))
  workshop.engine.watch((news) => {
    if (news.type !== 'events' && news.type !== 'volatile') return
    const text = JSON.stringify({ ...news, type: news.type === 'events' ? 'run-events' : 'run-volatile' })
    for (const socket of server.clients) socket.send(text)
  })
  await once(server, 'listening')
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, dropped: () => 0 }
}
