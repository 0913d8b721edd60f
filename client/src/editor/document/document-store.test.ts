import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  applyOps,
  createCatalog,
  defineNode,
  emptyProject,
  fail,
  newNode,
  openProject,
  out,
  port,
  EdgeIdSchema,
  NodeIdSchema,
  ProjectIdSchema,
  type Batch,
  type Op,
  type Project,
} from '@reelgraph/shared'
import { z } from 'zod'
import { DocumentStore } from './document-store.ts'
import { Outbox, type KeptStorage } from './outbox.ts'

const echo = defineNode({
  id: 'echo',
  version: 1,
  title: 'Echo',
  summary: 'Repeats.',
  category: 'source',
  inputs: { text: port.text({ optional: true, many: true }) },
  outputs: { text: out.text() },
  params: z.object({ words: z.string().default('') }),
})
const catalog = createCatalog({ kinds: [echo], models: [], providers: [] })
const nodeId = (text: string) => NodeIdSchema.parse(text)
const edgeId = (text: string) => EdgeIdSchema.parse(text)
const start = emptyProject(ProjectIdSchema.parse('p'), 'Film')
const addNode = (id: string): Op => ({ op: 'node-add', node: newNode({ id: nodeId(id), kind: 'echo', x: 0, y: 0 }) })
const type = (id: string, words: string): Op => ({ op: 'set', path: ['nodes', id, 'params', 'words'], value: words })
const wire = (id: string, from: string, to: string): Op => ({
  op: 'edge-add',
  edge: {
    id: edgeId(id),
    from: { node: nodeId(from), port: 'text' },
    to: { node: nodeId(to), port: 'text' },
    order: 'a0',
  },
})

const memoryStorage = (): KeptStorage => {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

/** A server that does what the real one does with batches, and timers that run when told. */
class World {
  server: Project = start
  revision = 0
  reachable = true
  readonly log: { id: string; revision: number; ops: readonly Op[] }[] = []
  readonly notices: string[] = []
  readonly resyncs: number[] = []
  readonly storage = memoryStorage()
  private timers: (() => void)[] = []

  answer(batch: Batch): { revision: number } {
    const known = this.log.find((entry) => entry.id === batch.id)
    if (known) return known
    this.server = applyOps(this.server, batch.ops).project
    this.revision += 1
    this.log.push({ id: batch.id, revision: this.revision, ops: batch.ops })
    return { revision: this.revision }
  }

  editor(tab = 'a'): DocumentStore {
    const editor = new DocumentStore(
      { project: this.server, revision: this.revision },
      {
        catalog,
        outbox: new Outbox({ storage: this.storage, project: 'p', tab }),
        send: async (batch) => {
          if (!this.reachable) throw fail('provider-down', 'The server cannot be reached.')
          return this.answer(batch)
        },
        resync: (revision) => void this.resyncs.push(revision),
        tell: ({ text }) => void this.notices.push(text),
        after: (_, then) => {
          this.timers.push(then)
          return () => {
            this.timers = this.timers.filter((timer) => timer !== then)
          }
        },
      },
    )
    editor.start()
    return editor
  }

  /** Lets everything under way come to an end. */
  async settle(): Promise<void> {
    for (let round = 0; round < 30; round += 1) {
      const due = this.timers
      this.timers = []
      for (const timer of due) timer()
      // Batches leave one after the other: as many turns as the longest script needs.
      for (let turn = 0; turn < 500; turn += 1) await Promise.resolve()
      if (this.timers.length === 0) return
    }
  }
}

test('a change shows at once, and is saved when the server has it', async () => {
  const world = new World()
  const editor = world.editor()
  editor.commit('Add', [addNode('a')])
  expect(Object.keys(editor.project.nodes)).toEqual(['a'])
  expect(editor.state.getState().save.state).toBe('saving')
  await world.settle()
  expect(editor.state.getState().save.state).toBe('saved')
  expect(world.server).toEqual(editor.project)
})

test('typing into one field is one undo step and one batch', async () => {
  const world = new World()
  const editor = world.editor()
  editor.commit('Add', [addNode('a')])
  await world.settle()
  for (const words of ['f', 'fi', 'fil', 'film']) editor.commit('Type', [type('a', words)], { coalesce: 'a words' })
  await world.settle()
  expect(world.log).toHaveLength(2)
  editor.undo()
  expect(editor.project.nodes.a?.params).toEqual({})
  editor.redo()
  expect(editor.project.nodes.a?.params).toEqual({ words: 'film' })
})

test('typing again after the field was left is a step of its own', () => {
  const editor = new World().editor()
  editor.commit('Add', [addNode('a')])
  editor.commit('Type', [type('a', 'one')], { coalesce: 'a words' })
  editor.seal()
  editor.commit('Type', [type('a', 'two')], { coalesce: 'a words' })
  editor.undo()
  expect(editor.project.nodes.a?.params).toEqual({ words: 'one' })
})

test('what is refused changes nothing and says why', () => {
  const world = new World()
  const editor = world.editor()
  editor.commit('Add', [addNode('a'), addNode('b'), wire('ab', 'a', 'b')])
  const before = editor.project
  expect(editor.commit('Connect', [wire('ba', 'b', 'a')])).toBe(false)
  expect(editor.project).toBe(before)
  expect(world.notices).toEqual([expect.stringContaining('circle')])
})

test('nothing is lost while the server is away, not even by a reload', async () => {
  const world = new World()
  const editor = world.editor()
  world.reachable = false
  editor.commit('Add', [addNode('a')])
  editor.commit('Add', [addNode('b')])
  // Batches leave one after the other: as many turns as the longest script needs.
  for (let turn = 0; turn < 500; turn += 1) await Promise.resolve()
  expect(editor.state.getState().save.state).toBe('offline')
  editor.stop()
  world.reachable = true
  const reloaded = world.editor('b')
  expect(Object.keys(reloaded.project.nodes)).toEqual(['a', 'b'])
  await world.settle()
  expect(Object.keys(world.server.nodes)).toEqual(['a', 'b'])
  expect(world.storage.length).toBe(0)
})

test('a batch that arrived although its answer was lost is not applied twice', async () => {
  const world = new World()
  const editor = world.editor()
  editor.commit('Add', [addNode('a')])
  const [batch] = JSON.parse(world.storage.getItem('reelgraph.unsent.p.a') ?? '[]')
  world.answer(batch)
  const reloaded = world.editor('b')
  await world.settle()
  expect(world.log).toHaveLength(1)
  expect(reloaded.state.getState()).toMatchObject({ revision: 1, settled: true })
})

test('a batch the server refuses is taken back, with the reason', async () => {
  const world = new World()
  const editor = world.editor()
  editor.commit('Add', [addNode('a')])
  await world.settle()
  world.answer({ id: 'other', base: 1, ops: [{ op: 'node-remove', id: nodeId('a') }] })
  editor.commit('Type', [type('a', 'late')])
  await world.settle()
  expect(world.notices[0]).toContain('node "a" is not there')
  editor.receive({ id: 'other', revision: 2, ops: [{ op: 'node-remove', id: nodeId('a') }] })
  expect(editor.project).toEqual(world.server)
  expect(editor.state.getState().save.state).toBe('refused')
})

test('a foreign batch slides under what is still on its way, and the later write wins', async () => {
  const world = new World()
  const editor = world.editor()
  editor.commit('Add', [addNode('a')])
  await world.settle()
  const foreign: Batch = { id: 'other', base: 1, ops: [type('a', 'theirs'), addNode('b')] }
  world.answer(foreign)
  editor.commit('Type', [type('a', 'mine')])
  editor.receive({ id: 'other', revision: 2, ops: foreign.ops })
  expect(editor.project.nodes.a?.params).toEqual({ words: 'mine' })
  await world.settle()
  expect(editor.project).toEqual(world.server)
})

test('a gap in the batches asks for what is missing', async () => {
  const world = new World()
  const editor = world.editor()
  editor.receive({ id: 'x', revision: 3, ops: [addNode('c')] })
  expect(world.resyncs).toEqual([0])
  expect(editor.project.nodes).toEqual({})
})

test('undo leaves alone what somebody else has written since, and says so', async () => {
  const world = new World()
  const editor = world.editor()
  editor.commit('Add', [addNode('a')])
  editor.commit('Move and type', [type('a', 'mine'), { op: 'set', path: ['nodes', 'a', 'x'], value: 40 }])
  await world.settle()
  world.answer({ id: 'other', base: 2, ops: [type('a', 'theirs')] })
  editor.receive({ id: 'other', revision: 3, ops: [type('a', 'theirs')] })
  editor.undo()
  expect(editor.project.nodes.a).toMatchObject({ x: 0, params: { words: 'theirs' } })
  expect(world.notices[0]).toContain('changed elsewhere')
  editor.undo()
  expect(Object.keys(editor.project.nodes)).toEqual(['a'])
})

test('confirming a change draws nothing again', async () => {
  const world = new World()
  const editor = world.editor()
  editor.commit('Add', [addNode('a')])
  const node = editor.project.nodes.a
  await world.settle()
  editor.receive({ id: 'other', revision: 2, ops: [addNode('b')] })
  expect(editor.project.nodes.a).toBe(node)
})

const names = ['a', 'b', 'c', 'd'] as const
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  fc.constantFrom(...names).map(addNode),
  fc.constantFrom(...names).map((id): Op => ({ op: 'node-remove', id: nodeId(id) })),
  fc.tuple(fc.constantFrom(...names), fc.string({ maxLength: 5 })).map(([id, words]) => type(id, words)),
  fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)).map(([from, to]) => wire(`${from}${to}`, from, to)),
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...names))
    .map(([from, to]): Op => ({ op: 'edge-remove', id: edgeId(from + to) })),
  fc.integer().map((x): Op => ({ op: 'set', path: ['nodes', 'a', 'x'], value: x })),
)
const anyEdit = fc.record({
  ops: fc.array(anyOp, { minLength: 1, maxLength: 3 }),
  coalesce: fc.option(fc.constantFrom('k', 'l'), { nil: undefined }),
})

test('any edits, then undoing all of them, give the start again; redoing all gives the end again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEdit, { maxLength: 25 }), async (edits) => {
      const world = new World()
      const editor = world.editor()
      for (const { ops, coalesce } of edits) editor.commit('Edit', ops, coalesce === undefined ? {} : { coalesce })
      const end = editor.project
      while (editor.state.getState().undoLabel !== undefined) editor.undo()
      expect(editor.project).toEqual(start)
      while (editor.state.getState().redoLabel !== undefined) editor.redo()
      expect(editor.project).toEqual(end)
      await world.settle()
      expect(world.server).toEqual(end)
      expect(openProject(JSON.parse(JSON.stringify(world.server)))).toEqual(end)
    }),
  )
})

test('whatever two editors do, and in whatever order they hear of it, both end with what the server has', async () => {
  const step = fc.record({
    who: fc.constantFrom(0, 1),
    ops: fc.array(anyOp, { minLength: 1, maxLength: 2 }),
    deliver: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const world = new World()
      const editors = [world.editor('a'), world.editor('b')]
      const heard = [0, 0]
      const deliver = (index: number) => {
        for (const entry of world.log.slice(heard[index])) editors[index]?.receive(entry)
        heard[index] = world.log.length
      }
      for (const { who, ops, deliver: now } of steps) {
        editors[who]?.commit('Edit', ops)
        if (now) deliver(who)
        await Promise.resolve()
      }
      await world.settle()
      deliver(0)
      deliver(1)
      await world.settle()
      for (const editor of editors) {
        expect(editor.project).toEqual(world.server)
        expect(editor.state.getState().settled).toBe(true)
      }
    }),
  )
})
