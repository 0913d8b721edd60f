import { FingerprintSchema, toWire, type ServerFrame } from '@reelgraph/shared'
import fc from 'fast-check'
import { once } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { projectId, runId } from '../testing/graphs.ts'
import { breath } from '../testing/open-projects.ts'
import { film, fold, progress, rename, run, started, subscribe, taskStarted } from '../testing/watched-film.ts'

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

  it('hears that a result of its project was forgotten, by whomever', async () => {
    const { connect, engine } = await started()
    const socket = await connect()
    socket.send(subscribe)
    await socket.wait('subscribed')
    const fingerprint = FingerprintSchema.parse('a'.repeat(64))
    const users = [
      { project: projectId('trailer'), node: 'c' },
      { project: film, node: 'b' },
    ]
    engine.forgotten({ fingerprint, users })
    expect(await socket.wait('result-forgotten', ({ node }) => node === 'b')).toEqual({
      ...{ type: 'result-forgotten', project: film, node: 'b', fingerprint },
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
