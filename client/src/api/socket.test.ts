import { emptyProject, newProjectId, newRunId, type Op, type RunEvent, type ServerFrame } from '@reelgraph/shared'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ProjectListener } from './cursor.ts'
import { FakeWire } from './fake-wire.ts'
import { Socket } from './socket.ts'

const project = newProjectId()
const run = newRunId()

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const setUp = () => {
  const wires: FakeWire[] = []
  const socket = new Socket({
    connect: () => {
      const wire = new FakeWire()
      wires.push(wire)
      return wire
    },
    random: () => 1,
  })
  const latest = () => wires.at(-1) ?? expect.unreachable('nothing was connected')
  return { socket, wires, latest }
}

const recorder = () => {
  const heard: string[] = []
  const listener: ProjectListener = {
    onSnapshot: (opened) => heard.push(`snapshot ${opened.revision}`),
    onBatch: (batch) => heard.push(`batch ${batch.revision}`),
    onRun: (whole) => heard.push(`run ${whole.status}`),
    onRunEvents: (_, events) => heard.push(...events.map((event) => `event ${event.at}`)),
    onVolatile: (_, events) => heard.push(...events.map((event) => event.type)),
    onCaughtUp: () => heard.push('caught up'),
    onDeleted: () => heard.push('deleted'),
  }
  return { heard, listener }
}

const ops: Op[] = [{ op: 'set', path: ['name'], value: 'Dawn' }]
const batch = (revision: number) => ({ id: `batch${revision}`, revision, ops })
const opsFrame = (revision: number): ServerFrame => ({ type: 'ops', project, ...batch(revision) })
const event = (seq: number): { seq: number; event: RunEvent } => ({ seq, event: { type: 'run-resumed', at: seq } })
const eventsFrame = (...seqs: number[]): ServerFrame => ({ type: 'run-events', project, run, events: seqs.map(event) })
const subscribed = (more: Partial<Extract<ServerFrame, { type: 'subscribed' }>> = {}): ServerFrame => ({
  type: 'subscribed',
  project,
  batches: [],
  runs: [],
  missed: [],
  ...more,
})
const snapshot = (revision: number) => ({ project: { ...emptyProject(project, 'Dawn'), nodes: {}, edges: {} }, revision, createdAt: 0, updatedAt: 0, notices: [] })
const whole = { id: run, project, revision: 4, scope: { of: 'all' as const }, status: 'running' as const, cancelling: false, tasks: [], cost: 0, saved: 0, createdAt: 0 }

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

test('however the connection breaks, every event and batch is heard once and in order', () => {
  // A server that remembers everything, and a script of what happens: news, losses, duplicates, drops.
  const Step = fc.constantFrom('event', 'batch', 'lose', 'drop', 'repeat')
  fc.assert(
    fc.property(fc.array(Step, { maxLength: 60 }), (script) => {
      const { socket, latest } = setUp()
      const { heard, listener } = recorder()
      let revision = 0
      let seq = 1
      const answer = () => {
        for (const frame of latest().take()) {
          if (frame.type !== 'subscribe') continue
          const since = frame.sinceRevision ?? expect.unreachable('the document was known')
          const known = frame.runs[run]
          latest().say(
            subscribed({
              batches: Array.from({ length: revision - since }, (_, index) => batch(since + index + 1)),
              ...(known === undefined
                ? { runs: [{ run: whole, seq }] }
                : { missed: [{ run, events: Array.from({ length: seq - known }, (_, index) => event(known + index + 1)) }] }),
            }),
          )
        }
      }
      socket.subscribe(project, listener, { sinceRevision: 0 })
      latest().open()
      answer()
      for (const step of script) {
        if (step === 'event') latest().say(eventsFrame((seq += 1)))
        if (step === 'batch') latest().say(opsFrame((revision += 1)))
        if (step === 'drop') seq += 1
        if (step === 'repeat') latest().say(eventsFrame(Math.max(1, seq - 1), seq))
        if (step === 'lose') {
          latest().close()
          vi.advanceTimersByTime(250)
          latest().open()
        }
        answer()
      }
      latest().close()
      vi.advanceTimersByTime(250)
      latest().open()
      answer()
      expect(heard.filter((line) => line.startsWith('event'))).toEqual(Array.from({ length: seq - 1 }, (_, index) => `event ${index + 2}`))
      expect(heard.filter((line) => line.startsWith('batch'))).toEqual(Array.from({ length: revision }, (_, index) => `batch ${index + 1}`))
    }),
  )
})
