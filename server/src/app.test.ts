import { AssetIdSchema, createProject, OpenedProjectSchema } from '@reelgraph/shared'
import { describe, expect, it } from 'vitest'
import { storedResult } from './store/contract/fixtures.ts'
import { addNode, addWire, nodeId, picture, runId, wire, words } from './testing/graphs.ts'
import { startApp } from './testing/start-app.ts'

const graph = {
  nodes: { a: words('a', { text: 'Rain' }), b: picture('b') },
  edges: { a_text_b_prompt: { ...wire('a.text', 'b.prompt'), id: 'a_text_b_prompt' } },
}

const asset = { asset: AssetIdSchema.parse('c'.repeat(64)), kind: 'image', mime: 'image/png', bytes: 10 } as const
const pictureResult = storedResult('a picture', { outputs: { image: { value: asset } } })

const withProject = async () => {
  const app = await startApp()
  app.results.put(pictureResult)
  const { body } = await app.call('POST', '/api/projects', { id: 'film', name: 'Film', graph })
  return { ...app, opened: OpenedProjectSchema.parse(body) }
}

describe('projects', () => {
  it('are made empty, from a graph, from a template, as a copy; listed, opened, deleted and restored', async () => {
    const { call, addExample } = await startApp()
    addExample('first-film', { id: 'first-film', name: 'First film', summary: 'A start.', needs: [], graph })
    expect(await call('POST', '/api/projects', {})).toMatchObject({
      status: 201,
      body: { project: { name: 'Untitled', nodes: {} } },
    })
    expect(await call('POST', '/api/projects', { id: 'film', name: 'Film', graph })).toMatchObject({
      status: 201,
      body: { project: { nodes: graph.nodes } },
    })
    const copy = await call('POST', '/api/projects', { copyOf: 'film' })
    expect(copy.body.project).toMatchObject({ name: 'Film copy', nodes: graph.nodes, edges: graph.edges })
    const made = await call('POST', '/api/projects', { template: 'first-film' })
    expect(made.body.project.name).toBe('First film')
    expect(Object.values(made.body.project.nodes)).toMatchObject([{ params: { text: 'Rain' } }, { kind: 'picture' }])
    expect(Object.keys(made.body.project.nodes)).not.toContain('a')

    expect(await call('DELETE', '/api/projects/film')).toEqual({ status: 200, body: { id: 'film' } })
    expect(await call('GET', '/api/projects/film')).toMatchObject({
      status: 404,
      body: { error: { code: 'not-found' } },
    })
    expect((await call('GET', '/api/projects')).body.projects).toHaveLength(3)
    expect(await call('POST', '/api/projects/film/restore')).toMatchObject({
      status: 200,
      body: { project: { name: 'Film' } },
    })
    expect((await call('GET', '/api/projects')).body.projects).toHaveLength(4)
  })

  it('refuse to be made from two things at once, or from what is not there', async () => {
    const { call } = await startApp()
    expect(await call('POST', '/api/projects', { graph, copyOf: 'x' })).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid-request' } },
    })
    expect(await call('POST', '/api/projects', { template: 'nowhere' })).toMatchObject({ status: 404 })
    expect(await call('POST', '/api/projects', { copyOf: 'nowhere' })).toMatchObject({ status: 404 })
  })

  it('keep an unknown kind with its wires and data', async () => {
    const { call } = await startApp()
    const strange = { ...words('s', { deep: { data: [1] } }), kind: 'hologram' }
    const strangeGraph = {
      nodes: { s: strange, b: picture('b') },
      edges: { w: { ...wire('s.ray', 'b.prompt'), id: 'w' } },
    }
    const { status, body } = await call('POST', '/api/projects', { graph: strangeGraph })
    expect(status).toBe(201)
    expect(body.project).toMatchObject(strangeGraph)
  })

  it('refuse a graph with a circle or a wrong wire, and nothing is made', async () => {
    const { call } = await startApp()
    const circle = {
      nodes: { a: words('a'), b: words('b') },
      edges: { x: { ...wire('a.text', 'b.before'), id: 'x' }, y: { ...wire('b.text', 'a.before'), id: 'y' } },
    }
    expect(await call('POST', '/api/projects', { graph: circle })).toMatchObject({
      status: 409,
      body: { error: { code: 'bad-connection', message: expect.stringContaining('circle') } },
    })
    const wrong = {
      nodes: { a: words('a'), b: picture('b') },
      edges: { x: { ...wire('b.image', 'a.before'), id: 'x' } },
    }
    expect(await call('POST', '/api/projects', { graph: wrong })).toMatchObject({
      status: 409,
      body: { error: { code: 'bad-connection' } },
    })
    const loose = { nodes: { a: words('a') }, edges: { x: { ...wire('a.text', 'ghost.before'), id: 'x' } } }
    expect(await call('POST', '/api/projects', { graph: loose })).toMatchObject({
      status: 409,
      body: { error: { code: 'bad-operation' } },
    })
    expect((await call('GET', '/api/projects')).body.projects).toEqual([])
  })
})

describe('ops', () => {
  it('are applied once, however often they are sent', async () => {
    const { call, opened } = await withProject()
    const batch = { id: 'one', base: opened.revision, ops: [addNode(words('c'))] }
    expect(await call('POST', '/api/projects/film/ops', batch)).toEqual({
      status: 200,
      body: { revision: opened.revision + 1 },
    })
    expect(await call('POST', '/api/projects/film/ops', batch)).toEqual({
      status: 200,
      body: { revision: opened.revision + 1 },
    })
  })

  it('are refused with the reason, the node and the port', async () => {
    const { call } = await withProject()
    const send = (ops: unknown) => call('POST', '/api/projects/film/ops', { id: 'one', base: 0, ops })
    expect(await send([addWire('b.image', 'a.before')])).toMatchObject({
      status: 409,
      body: { error: { code: 'bad-connection', node: 'a', field: 'before' } },
    })
    expect(
      await send([addNode(words('c')), addWire('a.text', 'c.before'), addWire('c.text', 'a.before')]),
    ).toMatchObject({ status: 409, body: { error: { code: 'bad-connection' } } })
    expect(await send([{ op: 'node-remove', id: 'ghost' }])).toMatchObject({
      status: 409,
      body: { error: { code: 'bad-operation' } },
    })
    expect(await send([{ op: 'explode' }])).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid-request', field: 'ops.0.op' } },
    })
  })
})

describe('requests', () => {
  it('name the field that does not fit, and the one that nobody knows', async () => {
    const { call, request } = await startApp()
    expect(await call('POST', '/api/projects', { name: '' })).toMatchObject({
      status: 400,
      body: { error: { field: 'name' } },
    })
    expect(await call('POST', '/api/projects', { nmae: 'Film' })).toMatchObject({
      status: 400,
      body: { error: { field: 'nmae' } },
    })
    expect(await call('GET', '/api/projects/no%20id')).toMatchObject({ status: 400, body: { error: { field: 'id' } } })
    expect(await call('GET', '/api/nowhere')).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } })
    const broken = await request('POST', '/api/projects', {
      body: '{"name":',
      headers: { 'content-type': 'application/json' },
    })
    expect(broken.status).toBe(400)
    const deep = await request('POST', '/api/projects', {
      body: `${'{"graph":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
      headers: { 'content-type': 'application/json' },
    })
    expect([deep.status, await deep.json()]).toMatchObject([
      400,
      { error: { code: 'invalid-request', message: expect.stringContaining('100 deep') } },
    ])
    const plain = await request('POST', '/api/projects', { body: '{}', headers: { 'content-type': 'text/plain' } })
    expect(plain.status).toBe(400)
    const huge = await request('POST', '/api/projects', {
      body: `"${'x'.repeat(21 * 1024 * 1024)}"`,
      headers: { 'content-type': 'application/json' },
    })
    expect(huge.status).toBe(413)
  })

  it('that meet a fault of ours are told so without its insides, which are logged', async () => {
    const logged: unknown[] = []
    const log = { info: () => {}, warn: () => {}, error: (...line: unknown[]) => void logged.push(line) }
    const health = () => Promise.reject(new Error('secret path /home/me'))
    const { call } = await startApp({ log, health })
    const { status, body } = await call('GET', '/api/health')
    expect(status).toBe(500)
    expect(body.error).toMatchObject({ code: 'internal', requestId: expect.any(String) })
    expect(JSON.stringify(body)).not.toContain('secret')
    expect(logged).toEqual([[expect.stringContaining(body.error.requestId), expect.any(Error)]])
  })
})

describe('runs', () => {
  it('are planned, started once by their id, listed, read, followed and cancelled', async () => {
    const { call, engine, opened } = await withProject()
    expect(await call('POST', '/api/projects/film/plan', { scope: { of: 'all' } })).toMatchObject({
      status: 200,
      body: { tasks: [{ node: 'b', verdict: 'run' }] },
    })
    const order = { id: 'run1', scope: { of: 'all' }, revision: opened.revision, atMost: 500, cap: 200 }
    expect(await call('POST', '/api/projects/film/runs', order)).toEqual({ status: 202, body: { runId: 'run1' } })
    await call('POST', '/api/projects/film/runs', order)
    expect(engine.orders).toMatchObject([{ id: 'run1', revision: opened.revision, atMost: 500, cap: 200 }])
    expect(await call('GET', '/api/projects/film/runs')).toMatchObject({
      body: { runs: [{ id: 'run1', status: 'running' }] },
    })
    expect(await call('GET', '/api/runs/run1')).toMatchObject({
      body: { id: 'run1', tasks: [{ node: 'b', status: 'waiting' }] },
    })
    expect((await call('GET', '/api/runs/run1/events?since=1')).body.events).toMatchObject([
      { seq: 2, event: { type: 'planned' } },
    ])
    expect(await call('POST', '/api/runs/run1/cancel')).toEqual({ status: 200, body: { id: 'run1' } })
    expect((await call('GET', '/api/runs/run1')).body.status).toBe('cancelled')
    expect(await call('POST', '/api/runs/run1/cancel')).toMatchObject({ status: 200 })
  })

  it('that are over are not cancelled, and that is said', async () => {
    const { call, engine } = await withProject()
    await call('POST', '/api/projects/film/runs', { id: 'run1', scope: { of: 'all' } })
    engine.emit(runId('run1'), { type: 'run-ended', at: 2, status: 'succeeded' })
    expect(await call('POST', '/api/runs/run1/cancel')).toMatchObject({
      status: 409,
      body: { error: { code: 'conflict', message: 'This run is over already.' } },
    })
    expect((await call('GET', '/api/runs/run1')).body.status).toBe('succeeded')
  })

  it('are not decided on by what can be no step', async () => {
    const { call, engine } = await withProject()
    await call('POST', '/api/projects/film/runs', { id: 'run1', scope: { of: 'all' } })
    for (const node of ['no node', '__proto__', '', 'a/b'])
      expect(
        await call('POST', '/api/runs/run1/decide', { node, item: null, decide: { decision: 'approve' } }),
      ).toMatchObject({ status: 400, body: { error: { code: 'invalid-request', field: 'node' } } })
    expect(engine.decisions).toEqual([])
  })

  it('end with their project, and only with theirs', async () => {
    const { call } = await withProject()
    await call('POST', '/api/projects', { id: 'other', copyOf: 'film' })
    for (const project of ['film', 'other'])
      await call('POST', `/api/projects/${project}/runs`, { id: `run-${project}`, scope: { of: 'all' } })
    expect(await call('DELETE', '/api/projects/film')).toMatchObject({ status: 200 })
    expect((await call('GET', '/api/runs/run-film')).body.status).toBe('cancelled')
    expect((await call('GET', '/api/runs/run-other')).body.status).toBe('running')
    expect(await call('POST', '/api/projects/film/restore')).toMatchObject({ status: 200 })
  })

  it('that are not there are not found', async () => {
    const { call } = await startApp()
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/events'],
      ['POST', '/cancel'],
    ] as const) {
      expect(await call(method, `/api/runs/ghost${path}`)).toMatchObject({
        status: 404,
        body: { error: { code: 'not-found' } },
      })
    }
    expect(await call('POST', '/api/projects/ghost/runs', { scope: { of: 'all' } })).toMatchObject({ status: 404 })
  })
})

describe('a re-roll', () => {
  it('gives a take above every attempted one and drops the chosen result, as ops', async () => {
    const { call, engine, projects } = await withProject()
    engine.highestTake = 4
    await call('POST', '/api/projects/film/ops', {
      id: 'pin',
      base: 0,
      ops: [{ op: 'set', path: ['nodes', 'b', 'pins', ''], value: pictureResult.fingerprint }],
    })
    const { status, body } = await call('POST', '/api/projects/film/reroll', { node: 'b' })
    expect(status).toBe(200)
    expect(body.ops).toEqual([
      { op: 'set', path: ['nodes', 'b', 'takes', ''], value: 5 },
      { op: 'set', path: ['nodes', 'b', 'pins', ''] },
    ])
    const [project] = (await projects.list()).projects
    expect((await projects.open(project!.id)).project.nodes[nodeId('b')]).toMatchObject({ takes: { '': 5 }, pins: {} })
    expect((await call('POST', '/api/projects/film/reroll', { node: 'b', items: [''] })).body.ops).toEqual([
      { op: 'set', path: ['nodes', 'b', 'takes', ''], value: 6 },
    ])
  })

  it('is refused for an item that there is not, by name', async () => {
    const { call, projects } = await withProject()
    expect(await call('POST', '/api/projects/film/reroll', { node: 'b', items: ['', 'x'] })).toMatchObject({
      status: 404,
      body: { error: { code: 'not-found', message: expect.stringContaining('has no item “x”'), node: 'b' } },
    })
    const [project] = (await projects.list()).projects
    expect((await projects.open(project!.id)).project.nodes[nodeId('b')]?.takes).toEqual({})
  })

  it('is refused by a locked node', async () => {
    const { call } = await withProject()
    await call('POST', '/api/projects/film/ops', {
      id: 'lock',
      base: 0,
      ops: [{ op: 'set', path: ['nodes', 'b', 'locked'], value: true }],
    })
    expect(await call('POST', '/api/projects/film/reroll', { node: 'b' })).toMatchObject({
      status: 409,
      body: { error: { code: 'locked', node: 'b' } },
    })
    expect(await call('POST', '/api/projects/film/reroll', { node: 'ghost' })).toMatchObject({ status: 404 })
  })
})

describe('templates', () => {
  it('are saved without what was made, used under new ids, and deleted; those that come with it stay', async () => {
    const { call, addExample } = await withProject()
    addExample('first-film', { id: 'first-film', name: 'First film', summary: 'A start.', needs: [], graph })
    addExample('broken', '{"id":')
    await call('POST', '/api/projects/film/ops', {
      id: 'take',
      base: 0,
      ops: [
        { op: 'set', path: ['nodes', 'b', 'takes', ''], value: 3 },
        { op: 'set', path: ['nodes', 'b', 'pins', ''], value: pictureResult.fingerprint },
      ],
    })
    const saved = await call('POST', '/api/templates', { project: 'film', name: 'Mine' })
    expect(saved).toMatchObject({
      status: 201,
      body: { builtIn: false, graph: { nodes: { b: { takes: {}, pins: {} } } } },
    })
    expect((await call('GET', '/api/templates')).body.templates).toMatchObject([
      { id: 'first-film', builtIn: true },
      { name: 'Mine', builtIn: false },
    ])
    const made = await call('POST', '/api/projects', { template: saved.body.id })
    expect(Object.keys(made.body.project.nodes)).toHaveLength(2)
    expect(await call('DELETE', `/api/templates/${saved.body.id}`)).toMatchObject({ status: 200 })
    expect(await call('DELETE', '/api/templates/first-film')).toMatchObject({ status: 400 })
    expect((await call('GET', '/api/templates')).body.templates).toHaveLength(1)
  })
})

describe('the catalog', () => {
  it('describes kinds, models and providers as data', async () => {
    const { call } = await startApp()
    const { body } = await call('GET', '/api/catalog')
    expect(body.kinds[0]).toMatchObject({
      id: 'words',
      version: 1,
      params: { type: 'object', properties: { text: { type: 'string', title: 'Text', default: '' } } },
      outputs: { text: { type: 'text' } },
    })
    expect(body.models).toMatchObject([{ id: 'pencil/sketch', makes: 'image', inputs: { prompt: { type: 'text' } } }])
    expect((await call('GET', '/api/providers')).body.providers).toEqual([
      { id: 'pencil', title: 'Pencil', summary: 'On paper.', builtIn: true, makes: ['image'] },
    ])
    expect((await call('GET', '/api/providers/models/image')).body.models).toMatchObject([
      { id: 'pencil/sketch', provider: 'pencil' },
    ])
    expect(await call('GET', '/api/providers/models/smells')).toMatchObject({ status: 400 })
  })

  it('and every route are in the OpenAPI document', async () => {
    const { call } = await startApp()
    const { body } = await call('GET', '/api/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    expect(body.paths['/api/projects/{id}/ops'].post.requestBody.content['application/json'].schema.required).toEqual([
      'id',
      'base',
      'ops',
    ])
    expect(body.paths['/api/assets'].post).toBeDefined()
    expect(body.paths['/api/projects'].post.summary).toBe(createProject.summary)
    expect(Object.keys(body.paths).length).toBeGreaterThan(20)
  })
})

describe('the list of projects', () => {
  it('shows the film made last, and before there is one the picture', async () => {
    const { call, engine, projects } = await withProject()
    const { followPosters } = await import('./projects/follow-posters.ts')
    const stop = followPosters(engine, projects, { info: () => {}, warn: () => {}, error: () => {} })
    await call('POST', '/api/projects/film/runs', { id: 'r', scope: { of: 'all' } })
    const make = (kind: 'image' | 'video', letter: string) => {
      const value = { asset: letter.repeat(64), kind, mime: `${kind}/x`, bytes: 1 }
      engine.emit(runId('r'), { type: 'task-succeeded', at: 1, node: 'b', item: null, outputs: { out: { value } } })
    }
    const poster = async () => (await call('GET', '/api/projects')).body.projects[0].poster
    make('image', 'a')
    expect(await poster()).toBe('a'.repeat(64))
    make('video', 'b')
    make('image', 'c')
    expect(await poster()).toBe('b'.repeat(64))
    stop()
  })
})
