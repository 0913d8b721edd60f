// Subscribers of the socket benchmark, as many as it is told, in a process of their own.
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { answerOrders, now, textOf, type SubscriberOrder, type SubscriberReport } from './messages.ts'
import { createReader, type Reader } from './reader.ts'

const [url = '', project = '', count = ''] = process.argv.slice(2)
/** How long what is under way may take. */
const PATIENCE_MS = 3000

let delays: number[] = []

const connect = async (): Promise<Reader> => {
  const socket = new WebSocket(url)
  const reader = createReader((ms) => delays.push(ms))
  const subscribed = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const at = now()
      if (reader.read(textOf(data), at).type === 'subscribed') resolve()
    })
  })
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'subscribe', project, runs: {} }))
  await subscribed
  return reader
}

const readers = await Promise.all(Array.from({ length: Number(count) }, connect))

const report = async (runs: ReadonlyMap<string, number>): Promise<SubscriberReport> => {
  const until = now() + PATIENCE_MS
  while (now() < until && readers.some((reader) => reader.missing(runs) > 0)) await delay(20)
  return {
    missing: readers.reduce((sum, reader) => sum + reader.missing(runs), 0),
    outOfOrder: readers.reduce((sum, reader) => sum + reader.outOfOrder, 0),
  }
}

answerOrders((order: SubscriberOrder) => {
  if (order.do === 'report') return report(order.runs)
  const collected = Float64Array.from(delays)
  delays = []
  return collected
})
process.send?.({})
