import { catalog } from '@reelgraph/nodes/catalog'
import { NodeIdSchema } from '@reelgraph/shared'
import { graph, type Details } from '@reelgraph/shared/testing'
import { expect, test } from 'vitest'
import { wordsPlace } from './words-place.ts'

const placeIn = (drawing: string, details: Details, from: string) => {
  const { project } = graph(drawing, details, catalog)
  const node = project.nodes[NodeIdSchema.parse(from)] ?? expect.unreachable(`${from} is drawn`)
  const place = wordsPlace({ graph: project, catalog }, node, 'prompt')
  return place.of === 'elsewhere' ? [place.of, place.node.id] : [place.of, place.node.id, place.param, place.words]
}

test('words that were typed into the step are changed there', () => {
  const image = { model: 'fal/flux-dev', params: { prompt: 'a duel' } }
  expect(placeIn('image', { image }, 'image')).toEqual(['typed', 'image', 'prompt', 'a duel'])
  expect(placeIn('image', {}, 'image')).toEqual(['typed', 'image', 'prompt', ''])
})

test('words that come from a text are changed in that text, as it was typed', () => {
  const text = { params: { text: 'a duel at {{place}}\na chase', split: 'lines' } }
  const place = placeIn('text → image', { text }, 'image')
  expect(place).toEqual(['typed', 'text', 'text', 'a duel at {{place}}\na chase'])
})

test('of words that a model writes, what it is asked is changed, however far back that was typed', () => {
  const writer = { kind: 'text', model: 'anthropic/claude-haiku-5.5', params: { prompt: 'write a duel' } }
  expect(placeIn('writer → image', { writer }, 'image')).toEqual(['asks', 'writer', 'prompt', 'write a duel'])
  const idea = { kind: 'text', params: { text: 'two rivals' } }
  const far = placeIn('idea (text)→(prompt) writer → image', { writer, idea }, 'image')
  expect(far).toEqual(['asks', 'idea', 'text', 'two rivals'])
})

test('what nobody has typed is changed nowhere', () => {
  const heard = { kind: 'text', model: 'openai/whisper-1' }
  expect(placeIn('heard → image', { heard }, 'image')).toEqual(['elsewhere', 'heard'])
})
