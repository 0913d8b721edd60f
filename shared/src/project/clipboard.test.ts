import { describe, expect, test } from 'vitest'
import { newNodeId } from '../ids.ts'
import { graph } from '../testing/drawing.ts'
import { testCatalog as catalog } from '../testing/catalog.ts'
import { copyNodes, pasteNodes, readClipboard, type Clipboard } from './clipboard.ts'
import { checkOps } from './connect.ts'
import type { Project } from './document.ts'
import { applyOps } from './ops.ts'

const PIN = { '': 'a'.repeat(64) }
const { project } = graph('text → image → video → join\nvideo2 → join', {
  text: { params: { text: 'a fox' }, x: 10, y: 20 },
  image: { takes: { '': 3 }, pins: PIN as never, locked: true, x: 40, y: 50 }, // a fingerprint by its form
})

const read = (text: string): Clipboard => {
  const clipboard = readClipboard(text)
  if (!clipboard) throw new Error('not a clipboard')
  return clipboard
}
const paste = (into: Project, clipboard: Clipboard, options: { readonly withIncoming?: boolean } = {}) => {
  const { ops, nodes } = pasteNodes(into, clipboard, { at: { x: 1000, y: 2000 }, ...options })
  return { project: checkOps(into, ops, catalog).project, nodes, inverse: applyOps(into, ops).inverse }
}
const wiresOf = ({ nodes, edges }: Project): readonly string[] =>
  Object.values(edges)
    .map(({ from, to }) => `${nodes[from.node]?.kind}.${from.port} → ${nodes[to.node]?.kind}.${to.port}`)
    .toSorted()

describe('copied nodes', () => {
  test('come back from their text with parameters, wires between them and places to each other', () => {
    const empty: Project = { ...project, nodes: {}, edges: {} }
    const { project: pasted, nodes } = paste(empty, read(copyNodes(project, new Set(Object.keys(project.nodes)))))
    expect(nodes).toHaveLength(5)
    expect(wiresOf(pasted)).toEqual(wiresOf(project))
    const [text, image] = nodes.map((id) => pasted.nodes[id])
    expect(text).toMatchObject({ kind: 'text', params: { text: 'a fox' }, x: 1000, y: 2020 })
    expect(image).toMatchObject({ kind: 'image', x: 1030, y: 2050, takes: { '': 3 } })
    expect(image?.pins).toEqual({})
    expect(image).not.toHaveProperty('locked')
  })

  test('are new nodes each time they are pasted, and each paste can be undone', () => {
    const clipboard = read(copyNodes(project, new Set(['text', 'image'])))
    const first = paste(project, clipboard)
    const second = paste(first.project, clipboard)
    expect(Object.keys(second.project.nodes)).toHaveLength(5 + 2 + 2)
    expect(Object.keys(second.project.edges)).toHaveLength(4 + 1 + 1)
    expect(new Set([...first.nodes, ...second.nodes]).size).toBe(4)
    expect(applyOps(second.project, second.inverse).project).toStrictEqual(first.project)
  })

  test('leave the wires from outside behind, or keep them where their source is still there', () => {
    const clipboard = read(copyNodes(project, new Set(['image'])))
    expect(wiresOf(paste(project, clipboard).project)).toEqual(wiresOf(project))
    const kept = paste(project, clipboard, { withIncoming: true }).project
    expect(wiresOf(kept)).toEqual([...wiresOf(project), 'text.text → image.prompt'].toSorted())
    const { text: _text, ...nodes } = project.nodes
    const without: Project = { ...project, nodes, edges: {} }
    expect(wiresOf(paste(without, clipboard, { withIncoming: true }).project)).toEqual([])
  })

  test('keep their group where it was copied with them, and no other', () => {
    const grouped = graph('text\nnote', { text: { parent: 'note' as never } }).project // an id by its form
    const both = paste(grouped, read(copyNodes(grouped, new Set(['text', 'note']))))
    expect(both.project.nodes[both.nodes[0]!]?.parent).toBe(both.nodes[1])
    const alone = paste(grouped, read(copyNodes(grouped, new Set(['text']))))
    expect(alone.project.nodes[alone.nodes[0]!]).not.toHaveProperty('parent')
  })

  test('of a kind that is not known here are pasted all the same', () => {
    const odd = graph('odd:unheard-of (a)→(text) echo').project
    const { project: pasted } = paste(odd, read(copyNodes(odd, new Set(['odd', 'echo']))))
    expect(wiresOf(pasted)).toEqual([...wiresOf(odd), ...wiresOf(odd)])
  })
})

describe('text that is something else', () => {
  const good = copyNodes(project, new Set(['text']))

  test.each([
    ['', 'empty'],
    ['a fox in the snow', 'prose'],
    ['{"reelgraph": "nodes"', 'cut off'],
    ['{"reelgraph":"nodes","version":2,"nodes":[],"edges":[],"incoming":[]}', 'of a later form'],
    [copyNodes(project, new Set()), 'no node'],
    [copyNodes(project, new Set([newNodeId()])), 'nodes that are gone'],
    [good.replace('"reelgraph": "nodes"', '"reelgraph": "wishes"'), 'of another thing'],
    [good.replace('"kind": "text"', '"kind": 7'), 'with a wrong field'],
    [good.replaceAll('"text"', '"constructor"'), 'with a word every object knows'],
  ])('is told apart: %#', (text, _what) => {
    expect(readClipboard(text)).toBeUndefined()
  })

  test('cannot bring wires between nodes it does not bring', () => {
    const clipboard = read(good)
    const [node] = clipboard.nodes
    const stray = { id: 'w', from: { node: 'image', port: 'image' }, to: { node: node!.id, port: 'x' }, order: 'a0' }
    const { ops } = pasteNodes(project, read(JSON.stringify({ ...clipboard, edges: [stray] })), { at: { x: 0, y: 0 } })
    expect(ops.map((op) => op.op)).toEqual(['node-add'])
  })
})
