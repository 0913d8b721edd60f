import { once } from 'node:events'
import type { ServerFrame } from '@reelgraph/shared'
import { WebSocket } from 'ws'
import { now, textOf } from './messages.ts'
import { createReader } from './reader.ts'

export interface StalledReader {
  /** Reads what still came, up to the goodbye. @returns its code and reason. */
  readOn(): Promise<string>
  /** Connects again and asks for what came after the last that it knows. */
  comeBack(): Promise<void>
  /** Of the runs that it follows, and of the latest, how many events it does not have, or not in order. */
  lost(runs: ReadonlyMap<string, number>): number
}

/** A subscriber that stops reading as soon as it has heard of a run. */
export const stall = async ({ url, project }: { readonly url: string; readonly project: string }) => {
  const reader = createReader()
  const over = new Set<string>()
  const connect = async (until: (frame: ServerFrame) => boolean): Promise<WebSocket> => {
    const socket = new WebSocket(url)
    const reached = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        const frame = reader.read(textOf(data), now())
        if (frame.type === 'run-events' && frame.events.at(-1)?.event.type === 'run-ended') over.add(frame.run)
        if (until(frame)) resolve()
      })
    })
    await once(socket, 'open')
    const runs = Object.fromEntries([...reader.seqs].filter(([run]) => !over.has(run)))
    socket.send(JSON.stringify({ type: 'subscribe', project, runs }))
    await reached
    return socket
  }

  const first = await connect((frame) => frame.type === 'run-events')
  const closed = new Promise<string>((resolve) => {
    first.once('close', (code, reason) => resolve(`${code} ${reason.toString()}`))
  })
  first.pause()
  const stalled: StalledReader = {
    async readOn() {
      first.resume()
      return closed
    },
    async comeBack() {
      await connect((frame) => frame.type === 'subscribed')
    },
    lost(runs) {
      const latest = [...runs.keys()].at(-1)
      const followed = [...runs].filter(([run]) => run === latest || reader.seqs.has(run))
      return reader.outOfOrder + followed.reduce((sum, [run, last]) => sum + last - (reader.seqs.get(run) ?? 0), 0)
    },
  }
  return stalled
}
