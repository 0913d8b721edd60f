import {
  applyOps,
  applyRunEvent,
  fromWire,
  toWire,
  type Op,
  type Project,
  type RunState,
  type SequencedEvent,
  type ServerFrame,
} from '@reelgraph/shared'
import fc from 'fast-check'
import { once } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { addNode, nodeId, picture, projectId, runId, words } from '../testing/graphs.ts'
import { breath } from '../testing/open-projects.ts'
import { connectSocket } from '../testing/socket-client.ts'
import { startApp } from '../testing/start-app.ts'

const film = projectId('film')
const run = runId('run')
const graph = { nodes: { b: picture('b') }, edges: {} }
const rename = (name: string) => ({ id: name, base: 0, ops: [{ op: 'set' as const, path: ['name'], value: name }] })

const started = async (more: Parameters<typeof startApp>[0] = {}) => {
  const app = await startApp(more)
  await app.call('POST', '/api/projects', { id: 'film', name: 'Film', graph })
  const { url } = await app.listen()
  const startRun = (id = 'run') => app.call('POST', '/api/projects/film/runs', { id, scope: { of: 'all' } })
  return { ...app, url, startRun, connect: () => connectSocket(url) }
}

const progress = (fraction: number) => ({ type: 'task-progress', node: 'b', item: null, fraction }) as const
const taskStarted = { type: 'task-started', at: 2, node: 'b', item: null, attempt: 1 } as const
const subscribe = { type: 'subscribe', project: film, runs: {} } as const

interface Seen {
  project: Project | undefined
  revision: number
  readonly runs: Map<string, RunState>
  readonly seqs: Map<string, number>
}

/** What a browser makes of the frames, by the same folds. Outside an answer nothing may be missing and nothing may come twice. */
const fold = (frames: readonly ServerFrame[]): Seen => {
  const seen: Seen = { project: undefined, revision: 0, runs: new Map(), seqs: new Map() }
  for (const frame of frames) foldFrame(seen, frame)
  return seen
}

const foldFrame = (seen: Seen, frame: ServerFrame): void => {
  switch (frame.type) {
    case 'subscribed':
      if (frame.snapshot) Object.assign(seen, { project: frame.snapshot.project, revision: frame.snapshot.revision })
      for (const batch of frame.batches) if (batch.revision > seen.revision) foldBatch(seen, batch)
      for (const { run: state, seq } of frame.runs) {
        seen.runs.set(state.id, fromWire(state))
        seen.seqs.set(state.id, seq)
      }
      for (const { run: id, events } of frame.missed)
        foldEvents(
          seen,
          id,
          events.filter(({ seq }) => seq > (seen.seqs.get(id) ?? 0)),
        )
      return
    case 'ops':
      return foldBatch(seen, frame)
    case 'run-events':
      return foldEvents(seen, frame.run, frame.events)
    case 'run-volatile': {
      const state = seen.runs.get(frame.run)
      for (const event of state ? frame.events : []) {
        if (event.type === 'task-progress')
          expect(event.fraction).toBeGreaterThanOrEqual(state?.tasks.get(event.node)?.progress ?? 0)
        if (state) applyRunEvent(state, event)
      }
      return
    }
    case 'project-deleted':
    case 'error':
      return
  }
}

const foldBatch = (seen: Seen, { revision, ops }: { readonly revision: number; readonly ops: readonly Op[] }): void => {
  expect(revision).toBe(seen.revision + 1)
  if (!seen.project) throw new Error('a batch came before the document')
  seen.project = applyOps(seen.project, ops).project
  seen.revision = revision
}

const foldEvents = (seen: Seen, id: string, events: readonly SequencedEvent[]): void => {
  const state = seen.runs.get(id)
  for (const { seq, event } of events) {
    expect(seq).toBe((seen.seqs.get(id) ?? 0) + 1)
    seen.seqs.set(id, seq)
    if (state) applyRunEvent(state, event)
  }
}

describe('a subscriber', () => {
  it('gets the document, then every batch in order', async () => {
    const { connect, call } = await started()
    const socket = await connect()
    socket.send(subscribe)
    const { snapshot, batches } = await socket.wait('subscribed')
    expect(snapshot?.project.name).toBe('Film')
    expect(batches).toEqual([])
    await call('POST', '/api/projects/film/ops', rename('One'))
    await call('POST', '/api/projects/film/ops', rename('Two'))
    await socket.wait('ops', ({ id }) => id === 'Two')
    expect(fold(socket.frames).project?.name).toBe('Two')
  })

  it('who was away gets exactly the batches that were missed, and a snapshot where it claims too much', async () => {
    const { connect, call, projects } = await started()
    const { revision } = await projects.open(film)
    await call('POST', '/api/projects/film/ops', rename('One'))
    await call('POST', '/api/projects/film/ops', rename('Two'))
    const socket = await connect()
    socket.send({ ...subscribe, sinceRevision: revision + 1 })
    const answer = await socket.wait('subscribed')
    expect(answer.snapshot).toBeUndefined()
    expect(answer.batches).toMatchObject([{ id: 'Two', revision: revision + 2 }])
    const other = await connect()
    other.send({ ...subscribe, sinceRevision: revision + 99 })
    expect((await other.wait('subscribed')).snapshot?.revision).toBe(revision + 2)
  })

  it('sees the same order as every other, whoever sends', async () => {
    const { connect, call } = await started()
    const [one, two] = await Promise.all([connect(), connect()])
    one.send(subscribe)
    two.send(subscribe)
    await Promise.all([one.wait('subscribed'), two.wait('subscribed')])
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => call('POST', '/api/projects/film/ops', rename(`Name ${index}`))),
    )
    const last = await one.wait('ops', ({ revision }) => revision === 41)
    await two.wait('ops', ({ id }) => id === last.id)
    const order = (frames: readonly ServerFrame[]) =>
      frames.flatMap((frame) => (frame.type === 'ops' ? [frame.id] : []))
    expect(order(one.frames)).toHaveLength(40)
    expect(order(two.frames)).toEqual(order(one.frames))
  })

  it('gets runs that go on and the last that ended, with their progress, and what happens to them', async () => {
    const { connect, engine, startRun } = await started()
    for (const id of ['old', 'ended', 'run']) await startRun(id)
    for (const id of ['old', 'ended']) engine.emit(runId(id), { type: 'run-ended', at: 3, status: 'succeeded' })
    engine.emit(run, taskStarted)
    engine.show(run, progress(0.4), { type: 'task-preview', node: 'b', item: null, image: 'data:image/png;base64,AA' })
    const socket = await connect()
    socket.send(subscribe)
    const { runs } = await socket.wait('subscribed')
    expect(runs.map(({ run: { id }, seq }) => [id, seq])).toEqual([
      ['run', 3],
      ['ended', 3],
    ])
    expect(runs[0]?.run.tasks).toMatchObject([
      { status: 'running', progress: 0.4, preview: 'data:image/png;base64,AA' },
    ])
    engine.show(run, progress(0.6))
    engine.emit(run, { type: 'task-succeeded', at: 4, node: 'b', item: null, outputs: {} })
    expect(await socket.wait('run-volatile')).toMatchObject({ run: 'run', events: [{ fraction: 0.6 }] })
    expect(await socket.wait('run-events')).toMatchObject({
      run: 'run',
      events: [{ seq: 4, event: { type: 'task-succeeded' } }],
    })
  })

  it('who knows a run gets the events that were missed of it, and where it stands', async () => {
    const { connect, engine, startRun } = await started()
    await startRun()
    engine.emit(run, taskStarted)
    engine.show(run, progress(0.7))
    const socket = await connect()
    socket.send({ ...subscribe, runs: { [run]: 2 } })
    const { runs, missed } = await socket.wait('subscribed')
    expect(runs).toEqual([])
    expect(missed).toMatchObject([{ run: 'run', events: [{ seq: 3, event: { type: 'task-started' } }] }])
    expect(await socket.wait('run-volatile')).toMatchObject({ events: [{ type: 'task-progress', fraction: 0.7 }] })
  })

  it('has no gap and nothing twice, however its subscription falls into what happens', async () => {
    const { connect, call, engine, projects, startRun } = await started()
    await startRun()
    let count = 0
    const act = {
      edit: () => projects.apply(film, { ...rename(`Name ${count}`), id: `act-${count}` }),
      event: async () => engine.emit(run, { ...taskStarted, attempt: count }),
      progress: async () => engine.show(run, progress(count)),
    }
    const step = fc.constantFrom(
      'edit',
      'event',
      'progress',
      'subscribe',
      'resume',
      'breathe',
      'breathe',
      'breathe',
      'breathe' as const,
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const socket = await connect()
        socket.send(subscribe)
        await socket.wait('subscribed')
        for (const next of [...steps, 'edit', 'event', 'progress'] as const) {
          count += 1
          if (next === 'breathe') await breath()
          else if (next === 'subscribe') socket.send(subscribe)
          else if (next === 'resume') {
            const { project, revision, seqs } = fold(socket.frames)
            socket.send({
              ...subscribe,
              ...(project && { sinceRevision: revision }),
              runs: seqs.has(run) ? { [run]: seqs.get(run) ?? 0 } : {},
            })
          } else await act[next]()
        }
        const { body } = await call('GET', '/api/projects/film')
        const current = await engine.read(run)
        await vi.waitFor(() => {
          const { project, revision, runs } = fold(socket.frames)
          const state = runs.get(run)
          expect({ project, revision, run: state && toWire(state) }).toEqual({
            project: body.project,
            revision: body.revision,
            run: current?.run,
          })
        })
        socket.socket.terminate()
      }),
      { numRuns: 50 },
    )
  })

  it('hears that its project was deleted, also when it asks for it later, and nothing after it has left', async () => {
    const { connect, call } = await started()
    const [one, two] = await Promise.all([connect(), connect()])
    one.send(subscribe)
    await one.wait('subscribed')
    one.send({ type: 'unsubscribe', project: film })
    two.send(subscribe)
    await two.wait('subscribed')
    await call('POST', '/api/projects/film/ops', rename('One'))
    await call('DELETE', '/api/projects/film')
    await two.wait('project-deleted')
    expect(one.frames.map(({ type }) => type)).toEqual(['subscribed'])
    one.send(subscribe)
    await one.wait('project-deleted')
  })
})

describe('the socket', () => {
  it('answers what it does not understand with an error, and goes on', async () => {
    const { connect } = await started()
    const socket = await connect()
    for (const nonsense of ['{"type":"dance"}', 'not json', '[]']) socket.send(nonsense)
    socket.socket.send(new Uint8Array([1, 2, 3]))
    await vi.waitFor(() => expect(socket.frames).toHaveLength(4))
    expect(socket.frames).toMatchObject(
      Array.from({ length: 4 }, () => ({ type: 'error', error: { code: 'invalid-request' } })),
    )
    socket.send(subscribe)
    await socket.wait('subscribed')
  })

  it('drops a reader that cannot keep up, with the reason, and serves the others', async () => {
    const { connect, projects } = await started({ socket: { maxBufferedBytes: 300_000 } })
    const [slow, quick] = await Promise.all([connect(), connect()])
    slow.send(subscribe)
    quick.send(subscribe)
    await Promise.all([slow.wait('subscribed'), quick.wait('subscribed')])
    slow.socket.pause()
    const closed = once(slow.socket, 'close')
    const text = 'x'.repeat(150_000)
    for (let index = 0; index < 80; index += 1) {
      await projects.apply(film, {
        id: `b${index}`,
        base: 0,
        ops: [addNode(words(`n${index}`, { text })), { op: 'node-remove', id: nodeId(`n${index}`) }],
      })
      await quick.wait('ops', ({ id }) => id === `b${index}`)
    }
    slow.socket.resume()
    const [code, reason] = await closed
    expect([code, String(reason)]).toEqual([4008, 'too slow'])
  })

  it('ends a connection whose other side gives no sign of life', async () => {
    const { connect } = await started({ socket: { heartbeatMs: 30 } })
    const [dead, alive] = await Promise.all([connect(), connect()])
    const closed = once(dead.socket, 'close')
    dead.socket.pong = () => {}
    dead.socket.removeAllListeners('ping')
    Object.assign(dead.socket, { _autoPong: false })
    await closed
    expect(alive.socket.readyState).toBe(alive.socket.OPEN)
  })

  it('tells its browsers when the server stops', async () => {
    const { connect, app } = await started()
    const socket = await connect()
    const closed = once(socket.socket, 'close')
    app.sockets.close()
    expect((await closed)[0]).toBe(1001)
  })

  it('is no page', async () => {
    const { call } = await started()
    expect(await call('GET', '/api/socket')).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid-request' } },
    })
  })
})
