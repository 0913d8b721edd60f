import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ReelgraphError } from '../errors.ts'
import { NodeIdSchema, newEdgeId, newNodeId } from '../ids.ts'
import { graph } from '../testing/drawing.ts'
import { anyGesture, opFor, type Gesture } from '../testing/random.ts'
import { ProjectSchema, newNode, type Project } from './document.ts'
import { openProject } from './migrate.ts'
import { OpsSchema, applyOps, type Op } from './ops.ts'

const start = graph('text → image → video → join\nvideo2 → join', {
  text: { params: { text: 'a fox' } },
  image: { takes: { '': 2 } },
}).project

const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (thrown) {
    if (thrown instanceof ReelgraphError) return thrown.code
    throw thrown
  }
  return 'nothing was refused'
}

/** Draws ops one after the other on the project as it then is, and hands over those that apply. */
const played = (
  project: Project,
  gestures: readonly Gesture[],
  serial = 0,
): { readonly ops: readonly Op[]; readonly end: Project } => {
  const ops: Op[] = []
  let end = project
  gestures.forEach((gesture, place) => {
    const op = opFor(end, gesture, serial + place)
    if (!op) return
    end = applyOps(end, [op]).project
    ops.push(op)
  })
  return { ops, end }
}

describe('any ops', () => {
  test('and then their inverse are the start again, deeply equal', () => {
    fc.assert(
      fc.property(fc.array(anyGesture(), { maxLength: 30 }), (gestures) => {
        const { ops, end } = played(start, gestures)
        const applied = applyOps(start, ops)
        expect(applied.project).toStrictEqual(end)
        expect(applyOps(applied.project, applied.inverse).project).toStrictEqual(start)
      }),
    )
  })

  test('can be taken back one gesture at a time, and done again', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyGesture(), { maxLength: 6 }), { maxLength: 6 }), (batches) => {
        let project = start
        const back: { readonly inverse: readonly Op[]; readonly before: Project }[] = []
        batches.forEach((gestures, place) => {
          const applied = applyOps(project, played(project, gestures, place * 10).ops)
          back.push({ inverse: applied.inverse, before: project })
          project = applied.project
        })
        for (const { inverse, before } of back.toReversed()) {
          const undone = applyOps(project, inverse)
          expect(undone.project).toStrictEqual(before)
          expect(applyOps(undone.project, undone.inverse).project).toStrictEqual(project)
          project = undone.project
        }
        expect(project).toStrictEqual(start)
      }),
    )
  })

  test('and the documents they make survive serialising', () => {
    fc.assert(
      fc.property(fc.array(anyGesture(), { maxLength: 30 }), (gestures) => {
        const { ops, end } = played(start, gestures)
        const travelled = OpsSchema.parse(JSON.parse(JSON.stringify(ops)))
        expect(travelled).toStrictEqual(ops)
        expect(openProject(JSON.parse(JSON.stringify(end)))).toStrictEqual(end)
        const inverse = applyOps(start, ops).inverse
        expect(OpsSchema.parse(JSON.parse(JSON.stringify(inverse)))).toStrictEqual(inverse)
      }),
    )
  })

  test('leave the project they were applied to as it was', () => {
    const before = structuredClone(start)
    fc.assert(
      fc.property(fc.array(anyGesture(), { maxLength: 20 }), (gestures) => {
        played(start, gestures)
        expect(start).toStrictEqual(before)
      }),
    )
  })
})

describe('a batch', () => {
  const move: Op = { op: 'set', path: ['nodes', 'text', 'x'], value: 7 }

  test.each<[string, Op]>([
    ['a node that is not there', { op: 'node-remove', id: newNodeId() }],
    ['a wire that is not there', { op: 'edge-remove', id: newEdgeId() }],
    ['a node twice', { op: 'node-add', node: newNode({ id: NodeIdSchema.parse('text'), kind: 'text', x: 0, y: 0 }) }],
    ['a field that nodes do not have', { op: 'set', path: ['nodes', 'text', 'colour'], value: 'red' }],
    ['a node’s id', { op: 'set', path: ['nodes', 'text', 'id'], value: 'other' }],
    ['a mode that does not exist', { op: 'set', path: ['nodes', 'text', 'mode'], value: 'sideways' }],
    ['a field that cannot be missing', { op: 'set', path: ['nodes', 'text', 'kind'] }],
    ['a name that is empty', { op: 'set', path: ['name'], value: '' }],
    ['the version', { op: 'set', path: ['version'], value: 2 }],
    ['a path through text', { op: 'set', path: ['nodes', 'text', 'params', 'text', 'deeper'], value: 1 }],
    ['a path through a list', { op: 'set', path: ['nodes', 'text', 'takes', '0', 'x'], value: 1 }],
    ['a take that is no number', { op: 'set', path: ['nodes', 'text', 'takes', ''], value: 'two' }],
  ])('that names %s is refused as a whole', (_what, wrong) => {
    expect(codeOf(() => applyOps(start, [move, wrong]))).toBe('bad-operation')
    expect(start.nodes['text']?.x).toBe(0)
  })

  test('may add a node and its wire, and take both away again', () => {
    const id = newNodeId()
    const added = applyOps(start, [
      { op: 'node-add', node: newNode({ id, kind: 'grade', x: 0, y: 0 }) },
      {
        op: 'edge-add',
        edge: {
          id: newEdgeId(),
          from: { node: NodeIdSchema.parse('image'), port: 'image' },
          to: { node: id, port: 'image' },
          order: 'a0',
        },
      },
      { op: 'node-remove', id: NodeIdSchema.parse('image') },
    ])
    expect(Object.keys(added.project.nodes)).toContain(id)
    expect(
      Object.values(added.project.edges).filter((edge) => edge.from.node === 'image' || edge.to.node === 'image'),
    ).toEqual([])
    expect(applyOps(added.project, added.inverse).project).toStrictEqual(start)
  })

  test('leaves what it does not touch identical, so that look-ups by identity hold', () => {
    const { project } = applyOps(start, [move])
    expect(project.nodes['image']).toBe(start.nodes['image'])
    expect(project.edges).toBe(start.edges)
    expect(project.nodes['text']?.params).toBe(start.nodes['text']?.params)
  })

  test('of a thousand removals costs what it touches', () => {
    const many = graph(Array.from({ length: 300 }, (_, place) => `text${place} → gather`).join('\n')).project
    const all = applyOps(
      many,
      Object.values(many.nodes).map((node): Op => ({ op: 'node-remove', id: node.id })),
    )
    expect(all.project.nodes).toEqual({})
    expect(all.project.edges).toEqual({})
    expect(applyOps(all.project, all.inverse).project).toStrictEqual(many)
  })
})

describe('words that every object knows', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('“%s” is no id', (word) => {
    expect(NodeIdSchema.safeParse(word).success).toBe(false)
    const remove = { op: 'node-remove', id: word } as unknown as Op // as if nobody had parsed it
    expect(codeOf(() => applyOps(start, [remove]))).toBe('bad-operation')
    expect(codeOf(() => applyOps(start, [{ op: 'set', path: ['nodes', word, 'x'], value: 1 }]))).toBe('bad-operation')
  })

  test('“__proto__” is no name of a field either, at any depth', () => {
    for (const path of [
      ['settings', '__proto__'],
      ['nodes', 'text', 'params', '__proto__'],
      ['nodes', 'text', 'params', '__proto__', 'polluted'],
    ]) {
      expect(codeOf(() => applyOps(start, [{ op: 'set', path, value: { polluted: true } }]))).toBe('bad-operation')
    }
    expect('polluted' in {}).toBe(false)
  })

  test('“constructor” is a parameter, a setting or an item like any other', () => {
    const applied = applyOps(start, [
      { op: 'set', path: ['settings', 'constructor'], value: 1 },
      { op: 'set', path: ['nodes', 'text', 'params', 'constructor'], value: 'x' },
      { op: 'set', path: ['nodes', 'text', 'takes', 'toString'], value: 3 },
    ])
    expect(ProjectSchema.parse(JSON.parse(JSON.stringify(applied.project)))).toStrictEqual(applied.project)
    expect(applyOps(applied.project, applied.inverse).project).toStrictEqual(start)
  })
})
