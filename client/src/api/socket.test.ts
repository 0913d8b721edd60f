import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  batch,
  event,
  eventsFrame,
  opsFrame,
  project,
  recorder,
  run,
  setUp,
  snapshot,
  subscribed,
  whole,
} from './fake-connection.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('subscribes once it is open, and hears a snapshot, then what follows', () => {
  const { socket, latest } = setUp()
  const { heard, listener } = recorder()
  socket.subscribe(project, listener)
  latest().open()
  expect(latest().take()).toEqual([{ type: 'subscribe', project, runs: {} }])
  latest().say(subscribed({ snapshot: snapshot(4), runs: [{ run: whole, seq: 2 }] }))
  latest().say(opsFrame(5))
  latest().say(eventsFrame(3, 4))
  expect(heard).toEqual(['snapshot 4', 'run running', 'caught up', 'batch 5', 'event 3', 'event 4'])
})

test('after a lost connection it asks for what it missed and hears that exactly once', () => {
  const { socket, wires, latest } = setUp()
  const { heard, listener } = recorder()
  socket.subscribe(project, listener, { sinceRevision: 4 })
  latest().open()
  latest().say(subscribed({ runs: [{ run: whole, seq: 2 }] }))
  latest().say(eventsFrame(3))
  latest().close()
  expect(socket.state).toBe('away')
  vi.advanceTimersByTime(250)
  expect(wires).toHaveLength(2)
  latest().open()
  expect(latest().take()).toEqual([{ type: 'subscribe', project, sinceRevision: 4, runs: { [run]: 3 } }])
  heard.length = 0
  latest().say(subscribed({ batches: [batch(4), batch(5)], missed: [{ run, events: [event(2), event(3), event(4)] }] }))
  expect(heard).toEqual(['batch 5', 'event 4', 'caught up'])
})

test('a run that has ended is not asked for again', () => {
  const { socket, latest } = setUp()
  socket.subscribe(project, recorder().listener, { sinceRevision: 4 })
  latest().open()
  latest().say(subscribed({ runs: [{ run: whole, seq: 1 }] }))
  latest().say({
    type: 'run-events',
    project,
    run,
    events: [{ seq: 2, event: { type: 'run-ended', at: 2, status: 'succeeded' } }],
  })
  latest().close()
  vi.advanceTimersByTime(250)
  latest().open()
  expect(latest().take()).toEqual([{ type: 'subscribe', project, sinceRevision: 4, runs: {} }])
})

test('a gap is never delivered: it subscribes again from what it knows', () => {
  const { socket, latest } = setUp()
  const { heard, listener } = recorder()
  socket.subscribe(project, listener, { sinceRevision: 4 })
  latest().open()
  latest().say(subscribed({ runs: [{ run: whole, seq: 1 }] }))
  latest().take()
  latest().say(eventsFrame(2, 4))
  latest().say(eventsFrame(5))
  expect(latest().take()).toEqual([{ type: 'subscribe', project, sinceRevision: 4, runs: { [run]: 2 } }])
  latest().say(subscribed({ missed: [{ run, events: [event(3), event(4), event(5)] }] }))
  latest().say(opsFrame(7))
  expect(latest().take()).toEqual([{ type: 'subscribe', project, sinceRevision: 4, runs: { [run]: 5 } }])
  expect(heard).toEqual(['run running', 'caught up', 'event 2', 'event 3', 'event 4', 'event 5', 'caught up'])
})

test('a server that cannot close a gap is not asked without end', () => {
  const { socket, wires, latest } = setUp()
  socket.subscribe(project, recorder().listener, { sinceRevision: 4 })
  for (let round = 0; round < 3; round += 1) {
    latest().open()
    for (let answer = 0; answer < 4; answer += 1) latest().say(subscribed({ batches: [batch(9)] }))
    expect(latest().take()).toHaveLength(4)
    expect(socket.state).toBe('away')
    vi.advanceTimersByTime(250 * 2 ** round - 1)
    expect(wires).toHaveLength(round + 1)
    vi.advanceTimersByTime(1)
    expect(wires).toHaveLength(round + 2)
  }
})

test('a second listener gets its snapshot, the first hears nothing twice', () => {
  const { socket, latest } = setUp()
  const [first, second] = [recorder(), recorder()]
  socket.subscribe(project, first.listener, { sinceRevision: 4 })
  latest().open()
  latest().say(subscribed())
  latest().say(opsFrame(5))
  latest().take()
  first.heard.length = 0
  socket.subscribe(project, second.listener)
  expect(latest().take()).toEqual([{ type: 'subscribe', project, runs: {} }])
  latest().say(subscribed({ snapshot: snapshot(5) }))
  latest().say(opsFrame(6))
  expect(first.heard).toEqual(['caught up', 'batch 6'])
  expect(second.heard).toEqual(['snapshot 5', 'caught up', 'batch 6'])
})

test('the project is left when its last listener leaves', () => {
  const { socket, latest } = setUp()
  const leave = [socket.subscribe(project, recorder().listener), socket.subscribe(project, recorder().listener)]
  latest().open()
  latest().take()
  leave[0]?.()
  expect(latest().take()).toEqual([])
  leave[1]?.()
  expect(latest().take()).toEqual([{ type: 'unsubscribe', project }])
})

test('tries wait longer and longer, up to four seconds, and hurry when there is reason to hope', () => {
  const { socket, wires, latest } = setUp()
  socket.start()
  for (const wait of [250, 500, 1000, 2000, 4000, 4000]) {
    const before = wires.length
    latest().close()
    vi.advanceTimersByTime(wait - 1)
    expect(wires).toHaveLength(before)
    vi.advanceTimersByTime(1)
    expect(wires).toHaveLength(before + 1)
  }
  latest().close()
  const before = wires.length
  socket.hurry()
  expect(wires).toHaveLength(before + 1)
})

test('what the page does not understand is said, and does not end the connection', () => {
  const { socket, latest } = setUp()
  const errors: string[] = []
  socket.watchErrors((error) => errors.push(error.code))
  socket.start()
  latest().open()
  latest().onmessage?.({ data: '{"type":"news"}' })
  latest().onmessage?.({ data: 'not JSON' })
  latest().say({ type: 'error', error: { code: 'not-found', message: 'No such project.' } })
  expect(errors).toEqual(['internal', 'internal', 'not-found'])
  expect(socket.state).toBe('open')
})

test('what the lanes do is told to who listens, project or not', () => {
  const { socket, latest } = setUp()
  const heard: number[] = []
  const leave = socket.watchLanes((lanes) => heard.push(lanes.length))
  socket.subscribe(project, recorder().listener)
  latest().open()
  latest().say({ type: 'lanes', lanes: [] })
  leave()
  latest().say({ type: 'lanes', lanes: [] })
  expect(heard).toEqual([0])
})
