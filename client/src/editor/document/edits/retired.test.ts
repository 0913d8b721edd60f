import { expect, test } from 'vitest'
import {
  applyOps,
  checkOps,
  emptyProject,
  newNode,
  EdgeIdSchema,
  NodeIdSchema,
  ProjectIdSchema,
  type Node,
  type Project,
} from '@reelgraph/shared'
import { catalog } from '@reelgraph/nodes/catalog'
import { replaceRetiredOps, retiredNodes } from './retired.ts'

const id = (text: string) => NodeIdSchema.parse(text)
const node = (name: string, given: Partial<Node>): Node => newNode({ id: id(name), kind: name, x: 0, y: 0, ...given })
const NOW = Date.parse('2026-11-21')

/** As it was saved when its models were there. */
const old: Project = {
  ...emptyProject(ProjectIdSchema.parse('p'), 'Film'),
  nodes: {
    text: node('text', { params: { text: 'A fox in the snow' } }),
    image: node('image', { model: 'dall-e-3', params: { quality: 'hd', style: 'vivid' }, takes: { '': 2 } }),
    video: node('video', { model: 'runway/gen3a_turbo', params: { duration: 10 } }),
    audio: node('audio', { model: 'openai/gpt-4o-mini-tts' }),
    locked: node('video', { id: id('locked'), model: 'sora-2', locked: true }),
  },
  edges: {
    words: {
      ...{ id: EdgeIdSchema.parse('words'), order: 'a0' },
      from: { node: id('text'), port: 'text' },
      to: { node: id('image'), port: 'prompt' },
    },
    frame: {
      ...{ id: EdgeIdSchema.parse('frame'), order: 'a0' },
      from: { node: id('image'), port: 'image' },
      to: { node: id('video'), port: 'startImage' },
    },
  },
}

test('what was retired is found: by its date also what can still be chosen', () => {
  const names = (now: number) => retiredNodes(old, catalog, now).map((each) => each.id)
  expect(names(NOW)).toEqual(['image', 'video', 'locked'])
  expect(names(Date.parse('2027-01-06'))).toEqual(['image', 'video', 'audio', 'locked'])
})

test('all of them are replaced in one batch that the door takes: wires, takes and what is locked stay', () => {
  const ops = replaceRetiredOps(old, catalog, retiredNodes(old, catalog, NOW))
  const { project } = checkOps(old, ops, catalog)
  expect(project.nodes['image']).toMatchObject({
    ...{ model: 'openai/gpt-image-2.6-flare', params: { quality: 'high' }, takes: { '': 2 } },
  })
  expect(project.nodes['video']).toMatchObject({ model: 'runway/gen4-turbo', params: { seconds: 10 } })
  expect(project.nodes['locked']).toEqual(old.nodes['locked'])
  expect(project.edges).toEqual(old.edges)
  for (const name of ['image', 'video'])
    expect(catalog.stepOf(project.nodes[name] ?? node('none', {}))).not.toHaveProperty('missing')
})

test('undo brings back the very same document', () => {
  const { project, inverse } = applyOps(old, replaceRetiredOps(old, catalog, retiredNodes(old, catalog, NOW)))
  expect(applyOps(project, inverse).project).toEqual(old)
})
