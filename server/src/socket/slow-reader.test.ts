import { once } from 'node:events'
import { toWire } from '@reelgraph/shared'
import { describe, expect, it, vi } from 'vitest'
import { silentLog } from '../log.ts'
import type { SocketClient } from '../testing/socket-client.ts'
import { fold, run, started, subscribe } from '../testing/watched-film.ts'

const LARGE = 'x'.repeat(150_000)
const told = (text: string, at: number) =>
  ({ type: 'task-succeeded', at, node: 'b', item: null, outputs: { text: { value: text } } }) as const

/** A film whose run goes on, one who watches it and stops reading, and one who reads. */
const watched = async () => {
  const warn = vi.fn()
  const app = await started({ socket: { maxBufferedBytes: 300_000 }, log: { ...silentLog, warn } })
  await app.startRun()
  const [slow, quick] = await Promise.all([app.connect(), app.connect()])
  for (const socket of [slow, quick]) {
    socket.send(subscribe)
    await socket.wait('subscribed')
  }
  slow.socket.pause()

  /** Tells so much that what the system holds for a reader is full, and the reader who reads gets all of it. */
  const flood = async (): Promise<void> => {
    const closed = { yet: false }
    slow.socket.once('close', () => (closed.yet = true))
    for (let index = 0; warn.mock.calls.length === 0; index += 1) {
      if (index > 400) throw new Error('60 MB were not too much for a reader who does not read')
      app.engine.emit(run, told(LARGE, index))
      await arrival(quick, (await app.engine.read(run))?.seq ?? 0)
    }
    expect(closed.yet).toBe(false)
  }
  return { ...app, slow, quick, flood, warn }
}

const seqOf = ({ frames }: SocketClient): number => {
  const last = frames.findLast((frame) => frame.type === 'run-events' || frame.type === 'subscribed')
  if (last?.type === 'run-events') return last.events.at(-1)?.seq ?? 0
  return last?.type === 'subscribed' ? (last.missed[0]?.events.at(-1)?.seq ?? last.runs[0]?.seq ?? 0) : 0
}

const arrival = (socket: SocketClient, seq: number) =>
  vi.waitFor(() => expect(seqOf(socket)).toBeGreaterThanOrEqual(seq), { interval: 1, timeout: 10_000 })

describe('a subscriber that stops reading', () => {
  it('is dropped with the reason, while the others get everything', async () => {
    const { slow, quick, flood, engine, warn } = await watched()
    await flood()
    const closed = once(slow.socket, 'close')
    slow.socket.resume()
    const [code, reason] = await closed
    expect([code, String(reason)]).toEqual([4008, 'too slow'])
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('could not keep up'))
    const now = await engine.read(run)
    await arrival(quick, now?.seq ?? 0)
    const state = fold(quick.frames).runs.get(run)
    expect(state && toWire(state)).toEqual(now?.run)
  })

  it('goes on later with exactly the events after the last that it has read', async () => {
    const { slow, flood, engine, connect } = await watched()
    await flood()
    const closed = once(slow.socket, 'close')
    slow.socket.resume()
    await closed
    const { revision, seqs } = fold(slow.frames)
    const known = seqs.get(run) ?? 0
    for (let index = 0; index < 5; index += 1) engine.emit(run, told(`while it was away ${index}`, 1000 + index))
    const now = await engine.read(run)

    const back = await connect()
    back.send({ ...subscribe, sinceRevision: revision, runs: { [run]: known } })
    const { snapshot, runs, missed } = await back.wait('subscribed')
    expect({ snapshot, runs }).toEqual({ snapshot: undefined, runs: [] })
    expect(missed.map(({ events }) => events.map(({ seq }) => seq - known))).toEqual([[1, 2, 3, 4, 5]])
    engine.emit(run, told('when it was back', 2000))
    await arrival(back, (now?.seq ?? 0) + 1)
    const state = fold([...slow.frames, ...back.frames]).runs.get(run)
    expect(state && toWire(state)).toEqual((await engine.read(run))?.run)
  })

  it('gets the run as a whole where it was away too long', async () => {
    const { slow, flood, engine, connect } = await watched()
    await flood()
    const closed = once(slow.socket, 'close')
    slow.socket.resume()
    await closed
    const known = fold(slow.frames).seqs.get(run) ?? 0
    engine.emit(run, ...Array.from({ length: 2001 }, (_, index) => told(`${index}`, 1000 + index)))
    const back = await connect()
    back.send({ ...subscribe, runs: { [run]: known } })
    const { runs, missed } = await back.wait('subscribed')
    const now = await engine.read(run)
    expect(missed).toEqual([])
    expect(runs).toEqual([{ run: now?.run, seq: now?.seq }])
  })
})
