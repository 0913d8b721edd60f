import { expect, test } from 'vitest'
import {
  applyOps,
  checkOps,
  emptyProject,
  newNode,
  FingerprintSchema,
  NodeIdSchema,
  ProjectIdSchema,
  type Edge,
  type Node,
  type Op,
  type Project,
} from '@reelgraph/shared'
import { catalog } from '@reelgraph/nodes/catalog'
import { entriesOf, madeBy, searchEntries, stepOfEntry } from './entries.ts'
import { groupOps, reparentOps, tidyOps } from './arrange.ts'
import {
  checksOps,
  gateOps,
  gathers,
  lockOps,
  modelOps,
  moveOps,
  paramOps,
  removeOps,
  renameOps,
  replaceOps,
  tolerantOps,
  withChildren,
} from './nodes.ts'
import { bestFit, connectOps, dissolveOps, fittingPorts, insertOnWireOps } from './wires.ts'

const id = (text: string) => NodeIdSchema.parse(text)
const end = (node: string, port: string) => ({ node: id(node), port })
const result = FingerprintSchema.parse('a'.repeat(64))
const sizeOf = () => ({ width: 100, height: 100 })

/** `film('text', 'image video')`: nodes of these kinds, called after them. */
const film = (...kinds: readonly string[]): Project =>
  applyOps(
    emptyProject(ProjectIdSchema.parse('p'), 'Film'),
    kinds.map((kind, index): Op => ({ op: 'node-add', node: newNode({ id: id(kind), kind, x: index * 200, y: 0 }) })),
  ).project

const wired = (project: Project, ...wires: readonly (readonly [string, string])[]): Project =>
  wires.reduce((head, [from, to]) => {
    const [source = '', out = ''] = from.split('.')
    const [target = '', input = ''] = to.split('.')
    const ops = connectOps(head, catalog, { from: end(source, out), to: end(target, input) })
    if ('reason' in ops) throw new Error(ops.reason)
    return checkOps(head, ops, catalog).project
  }, project)

const nodeOf = (project: Project, node: string): Node => {
  const found = project.nodes[node]
  if (!found) throw new Error(`no node "${node}"`)
  return found
}
const drawn = (project: Project): readonly string[] =>
  Object.values(project.edges)
    .map(({ from, to }) => `${from.node}.${from.port} → ${to.node}.${to.port}`)
    .toSorted()
const onlyEdge = (project: Project): Edge => {
  const [edge] = Object.values(project.edges)
  if (!edge) throw new Error('no wire')
  return edge
}
const done = (project: Project, ops: readonly Op[] | { readonly reason: string }): Project => {
  if ('reason' in ops) throw new Error(ops.reason)
  return checkOps(project, ops, catalog).project
}

test('a wire out of an import node that has no kind yet decides it, in the same gesture', () => {
  const project = wired(film('import', 'video'), ['import.image', 'video.startImage'])
  expect(nodeOf(project, 'import').params).toEqual({ media: 'image' })
})

test('a second wire into a single input takes the place of the first', () => {
  const start = film('text', 'image')
  const two = applyOps(start, [
    { op: 'node-add', node: newNode({ id: id('other'), kind: 'text', x: 0, y: 200 }) },
  ]).project
  const project = wired(two, ['text.text', 'image.prompt'], ['other.text', 'image.prompt'])
  expect(drawn(project)).toEqual(['other.text → image.prompt'])
})

test('a refused wire says why', () => {
  expect(
    connectOps(film('text', 'video'), catalog, { from: end('text', 'text'), to: end('video', 'startImage') }),
  ).toMatchObject({
    reason: '“Text” gives text, but “Start image” of “Video” takes an image.',
  })
})

test('a wire dropped on a card takes the one free port that fits, and asks where there are more', () => {
  const project = wired(film('image', 'video', 'audio', 'assembly'), ['image.image', 'video.startImage'])
  const fitsOf = (node: string, port: string, target: string) => {
    const fits = fittingPorts(project, catalog, { wire: { side: 'output', end: end(node, port) }, node: target })
    if ('reason' in fits) throw new Error(fits.reason)
    return fits
  }
  expect(bestFit(fitsOf('image', 'image', 'video'))?.end.port).toBe('endImage')
  expect(bestFit(fitsOf('video', 'video', 'assembly'))?.end.port).toBe('clips')
  expect(fitsOf('audio', 'audio', 'assembly').map((fit) => fit.end.port)).toEqual(['voice', 'effects', 'music'])
  expect(bestFit(fitsOf('audio', 'audio', 'assembly'))).toBeUndefined()
})

test('a node goes into a wire where it takes what comes and gives what is needed', () => {
  const start = wired(film('text', 'image'), ['text.text', 'image.prompt'])
  const writer = newNode({ id: id('middle'), kind: 'text', x: 0, y: 0, params: { text: 'Noir: {{line}}' } })
  const project = applyOps(start, [{ op: 'node-add', node: writer }]).project
  expect(drawn(done(project, insertOnWireOps(project, catalog, { edge: onlyEdge(project), node: writer })))).toEqual([
    'middle.text → image.prompt',
    'text.text → middle.line',
  ])
})

test('a node that does not fit into a wire says what it lacks', () => {
  const project = wired(film('text', 'image', 'video'), ['text.text', 'image.prompt'])
  expect(insertOnWireOps(project, catalog, { edge: onlyEdge(project), node: nodeOf(project, 'video') })).toMatchObject({
    reason: '“Video” has no input for text.',
  })
})

test('dissolving a node joins what fed it to what it fed, where the types match', () => {
  const start = film('text', 'image')
  const writer = newNode({ id: id('middle'), kind: 'text', x: 0, y: 0, params: { text: '{{line}}' } })
  const project = wired(
    applyOps(start, [{ op: 'node-add', node: writer }]).project,
    ['text.text', 'middle.line'],
    ['middle.text', 'image.prompt'],
  )
  expect(drawn(done(project, dissolveOps(project, catalog, ['middle'])))).toEqual(['text.text → image.prompt'])
  const film2 = wired(
    film('text', 'image', 'video'),
    ['text.text', 'image.prompt'],
    ['image.image', 'video.startImage'],
  )
  expect(drawn(done(film2, dissolveOps(film2, catalog, ['image'])))).toEqual([])
})

test('an edit of a parameter lets go of a chosen result', () => {
  const node = { ...nodeOf(film('image'), 'image'), pins: { '': result } }
  const project = applyOps({ ...film('image'), nodes: { image: node } }, paramOps(node, 'style', 'noir')).project
  expect(nodeOf(project, 'image')).toMatchObject({ pins: {}, params: { style: 'noir' } })
})

test('another model keeps what is typed, and the default model is not stored', () => {
  const start = film('audio')
  const music = done(start, modelOps(catalog, nodeOf(start, 'audio'), 'draft/music'))
  expect(nodeOf(music, 'audio').model).toBe('draft/music')
  expect(nodeOf(done(music, modelOps(catalog, nodeOf(music, 'audio'), 'draft/voice')), 'audio').model).toBeUndefined()
})

test('what is typed goes along to a model of a kind that also works by itself, and comes back', () => {
  const start = done(film('text'), paramOps(nodeOf(film('text'), 'text'), 'text', 'Three shots of a fox'))
  const [model] = [...catalog.models.values()].filter(({ makes }) => makes === 'text')
  const asked = done(start, modelOps(catalog, nodeOf(start, 'text'), model?.id))
  expect(nodeOf(asked, 'text')).toMatchObject({ model: model?.id, params: { prompt: 'Three shots of a fox' } })
  const typed = nodeOf(done(asked, modelOps(catalog, nodeOf(asked, 'text'), undefined)), 'text')
  expect([typed.model, typed.params]).toEqual([undefined, { text: 'Three shots of a fox' }])
})

test('replacing a node keeps the wires that still fit', () => {
  const start = wired(film('import', 'video'), ['import.image', 'video.startImage'])
  const project = done(start, replaceOps(start, catalog, { node: nodeOf(start, 'import'), kind: 'image' }))
  expect(
    Object.values(project.nodes)
      .map((node) => node.kind)
      .toSorted(),
  ).toEqual(['image', 'video'])
  expect(Object.keys(project.edges)).toHaveLength(1)
})

test('a lock holds the result and refuses edits; unlocking lets go of both', () => {
  const start = film('image')
  const locked = done(start, lockOps(nodeOf(start, 'image'), { '': result }))
  expect(nodeOf(locked, 'image')).toMatchObject({ locked: true, pins: { '': result } })
  expect(() => done(locked, paramOps(nodeOf(locked, 'image'), 'style', 'noir'))).toThrow('locked')
  expect(nodeOf(done(locked, lockOps(nodeOf(locked, 'image'), {})), 'image')).toEqual(nodeOf(start, 'image'))
})

test('a group takes along what is in it; what is dragged into or out of it joins or leaves', () => {
  const start = film('text', 'image')
  const { ops, group } = groupOps([nodeOf(start, 'text')], sizeOf)
  const grouped = done(start, ops)
  expect(nodeOf(grouped, 'text').parent).toBe(group)
  const frame = nodeOf(grouped, group)
  const moved = done(
    grouped,
    moveOps(grouped, withChildren(grouped, new Map([[group, { x: frame.x + 50, y: frame.y }]]))),
  )
  expect(nodeOf(moved, 'text').x).toBe(50)
  const size = (node: Node) => ({ width: node.width ?? 100, height: node.height ?? 100 })
  const out = done(moved, moveOps(moved, new Map([['text', { x: 900, y: 900 }]])))
  expect(nodeOf(done(out, reparentOps(out, [nodeOf(out, 'text')], size)), 'text').parent).toBeUndefined()
})

test('removing a group leaves what was in it', () => {
  const start = film('text')
  const { ops, group } = groupOps([nodeOf(start, 'text')], sizeOf)
  const project = done(start, ops)
  const left = done(project, removeOps(project, { nodes: [group], edges: [] }))
  expect(left.nodes).toEqual(start.nodes)
})

test('a title that is the kind’s own is not stored', () => {
  const start = film('image')
  const node = nodeOf(start, 'image')
  expect(renameOps(catalog, node, ' Image ')).toEqual([])
  const named = done(start, renameOps(catalog, node, 'Start frames'))
  expect(nodeOf(done(named, renameOps(catalog, nodeOf(named, 'image'), '')), 'image')).toEqual(node)
})

test('tidying lays wired nodes out from left to right without moving the whole', async () => {
  const start = wired(film('image', 'text'), ['text.text', 'image.prompt'])
  const project = done(start, await tidyOps(start, { nodes: Object.values(start.nodes), sizeOf }))
  expect(nodeOf(project, 'text').x).toBe(0)
  expect(nodeOf(project, 'image').x).toBeGreaterThan(100)
})

test('the palette offers every kind, and each model of those that have several', () => {
  const entries = entriesOf(catalog)
  expect(new Set(entries.map((entry) => entry.kind))).toEqual(new Set(catalog.kinds.keys()))
  expect(entries.every(({ kind, model }) => stepOfEntry(catalog, { kind, model: model?.id }))).toBe(true)
  expect(searchEntries(entries, 'draft mus').map((entry) => entry.id)).toEqual(['audio:draft/music'])
  // the kind itself before what is only about it
  expect(searchEntries(entries, 'video')[0]?.id).toBe('video')
  expect(searchEntries(entries, 'image')[0]?.id).toBe('image')
  expect(searchEntries(entries, 'music')[0]?.id).toBe('audio:draft/music')
  // by provider, by id and by what people call what it can do
  const ids = (query: string) => searchEntries(entries, query).map((entry) => entry.id)
  expect(ids('runway turbo')).toContain('video:runway/gen4-turbo')
  expect(ids('fal/kling-v3-pro')).toEqual(['video:fal/kling-v3-pro'])
  expect(ids('tail frame')).toContain('video:fal/kling-v3-pro')
  expect(ids('tail frame')).not.toContain('video:fal/hailuo-2.3')
  expect(ids('subtitles')).toContain('text:openai/whisper-1')
  // each kind before its models, and those of a provider together
  const order = entries.filter(({ kind }) => kind === 'video').map(({ provider }) => provider?.id)
  expect(order[0]).toBeUndefined()
  expect(order.slice(1).filter((provider, place) => provider !== order[place])).toEqual([...new Set(order.slice(1))])
  const undecided = catalog.stepOf(nodeOf(film('import'), 'import'))
  expect('missing' in undecided ? 'missing' : madeBy(undecided)).toBeUndefined()
})

test('a gate stands on all nodes of a selection or on none, and goes without a trace', () => {
  const project = film('text', 'image')
  const nodes = Object.values(project.nodes)
  const [first = expect.unreachable('there is a node')] = nodes
  const one = checkOps(project, gateOps([first]), catalog).project
  expect(one.nodes[first.id]?.gate).toBe(true)
  const both = checkOps(one, gateOps(Object.values(one.nodes)), catalog).project
  expect(Object.values(both.nodes).map(({ gate }) => gate)).toEqual([true, true])
  expect(checkOps(both, gateOps(Object.values(both.nodes)), catalog).project).toEqual(project)
})

test('a rule for what is off is set, changed and gone without a trace', () => {
  const project = film('video')
  const rules = [{ ifOff: 'ask' }, { ifOff: 'again', tries: 3 }, undefined] as const
  const set = rules.map((rule) => checkOps(project, checksOps(nodeOf(project, 'video'), rule), catalog).project)
  expect(set.map((after) => nodeOf(after, 'video').checks)).toEqual(rules)
  expect(set.at(-1)).toEqual(project)
  expect(() => checkOps(project, checksOps(nodeOf(project, 'video'), { ifOff: 'again', tries: 9 }), catalog)).toThrow(
    'checks',
  )
})

test('only what gathers many can go on without some', () => {
  const project = film('image', 'assembly')
  const stepOf = (kind: string) => {
    const step = catalog.stepOf(project.nodes[kind] ?? expect.unreachable('it is on the canvas'))
    return 'missing' in step ? expect.unreachable(step.missing.message) : step
  }
  expect([gathers(stepOf('image')), gathers(stepOf('assembly'))]).toEqual([false, true])
  const nodes = Object.values(project.nodes).filter(({ kind }) => kind === 'assembly')
  const tolerant = checkOps(project, tolerantOps(nodes), catalog).project
  expect(tolerant.nodes.assembly?.tolerant).toBe(true)
  expect(checkOps(tolerant, tolerantOps(Object.values(tolerant.nodes).slice(1)), catalog).project).toEqual(project)
})
