import { describe, expect, test } from 'vitest'
import { ReelgraphError } from '../errors.ts'
import { graph } from '../testing/drawing.ts'
import { DOCUMENT_VERSION } from './document.ts'
import { openProject, type Migrations } from './migrate.ts'

/** One document of every version there ever was, as it lay on disk. A version without one fails the test below. */
const DOCUMENTS: Readonly<Record<number, string>> = {
  1: `{
    "version": 1, "id": "first-film", "name": "First film", "settings": {},
    "nodes": {
      "idea": { "id": "idea", "kind": "text", "x": 0, "y": 0, "mode": "on", "params": { "text": "a fox" }, "takes": {}, "pins": {} },
      "shot": { "id": "shot", "kind": "image", "x": 320, "y": 0, "mode": "bypass", "model": "draft/storyboard", "params": {}, "takes": { "": 2 },
        "pins": { "": "${'0'.repeat(64)}" }, "locked": true }
    },
    "edges": { "w": { "id": "w", "from": { "node": "idea", "port": "text" }, "to": { "node": "shot", "port": "prompt" }, "order": "a0" } }
  }`,
}

const errorOf = (act: () => unknown): ReelgraphError => {
  try {
    act()
  } catch (thrown) {
    if (thrown instanceof ReelgraphError) return thrown
    throw thrown
  }
  throw new Error('nothing was refused')
}

test.each(Array.from({ length: DOCUMENT_VERSION }, (_, place) => place + 1))(
  'a document of version %i opens, and what it holds is kept',
  (version) => {
    const opened = openProject(JSON.parse(DOCUMENTS[version] ?? 'null'))
    expect(opened.version).toBe(DOCUMENT_VERSION)
    expect(opened.name).toBe('First film')
    expect(Object.keys(opened.nodes)).toEqual(['idea', 'shot'])
    expect(opened.nodes['shot']).toMatchObject({ mode: 'bypass', takes: { '': 2 }, locked: true })
    expect(opened.edges['w']?.to).toEqual({ node: 'shot', port: 'prompt' })
  },
)

test('migrations run one after the other, each on what the one before made', () => {
  const seen: unknown[] = []
  const migrations: Migrations = {
    1: (document) => (seen.push(document['version']), { ...document, name: 'renamed by the first' }),
    2: (document) => (seen.push(document['version'], document['name']), document),
  }
  // The schema reads today's version only, so what comes out of a chain beyond it is refused, after the chain has run.
  const beyond = DOCUMENT_VERSION + 2
  const chain = { [DOCUMENT_VERSION]: migrations[1]!, [DOCUMENT_VERSION + 1]: migrations[2]! }
  expect(errorOf(() => openProject(graph('text').project, chain, beyond)).code).toBe('corrupt-document')
  expect(seen).toEqual([DOCUMENT_VERSION, DOCUMENT_VERSION + 1, 'renamed by the first'])
})

describe('what is refused', () => {
  const { project } = graph('text → image')

  test('a document of a newer Reelgraph, saying so and what to do', () => {
    const error = errorOf(() => openProject({ ...project, version: DOCUMENT_VERSION + 1, invented: 'later' }))
    expect(error.code).toBe('newer-document')
    expect(error.message).toContain(String(DOCUMENT_VERSION + 1))
    expect(error.body.hint).toContain('Update')
  })

  test.each([null, [], 'text', 7, {}, { version: '1' }, { version: 0 }, { version: -1 }, { version: 1.5 }])(
    '%j, which is no project',
    (json) => {
      expect(errorOf(() => openProject(json)).code).toBe('corrupt-document')
    },
  )

  test('a version between that nobody knows the way from', () => {
    expect(errorOf(() => openProject({ ...project, version: 2 }, { 1: (document) => document }, 4)).message).toContain(
      'version 2',
    )
  })

  test('a node under another’s id, and a wire to nowhere', () => {
    const stray = { ...project, nodes: { ...project.nodes, other: project.nodes['text'] } }
    expect(errorOf(() => openProject(stray)).message).toContain('"other"')
    const { image: _image, ...nodes } = project.nodes
    expect(errorOf(() => openProject({ ...project, nodes })).message).toContain('not there')
  })

  test('a node whose id is a word every object knows', () => {
    const nodes = { ['constructor']: { ...project.nodes['text'], id: 'constructor' } }
    expect(errorOf(() => openProject({ ...project, nodes, edges: {} })).code).toBe('corrupt-document')
  })
})

test('a project with a circle or an unknown kind still opens: the plan tells of it', () => {
  const { project } = graph('echo → echo2\nodd:unheard-of (a)→(text) echo3')
  const edge = project.edges['e1']
  const circle = {
    ...project,
    edges: {
      ...project.edges,
      back: { ...edge, id: 'back', from: { node: 'echo2', port: 'text' }, to: { node: 'echo', port: 'text' } },
    },
  }
  expect(Object.keys(openProject(circle).nodes)).toHaveLength(4)
})
