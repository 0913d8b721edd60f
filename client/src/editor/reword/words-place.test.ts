import { catalog } from '@reelgraph/nodes/catalog'
import { FingerprintSchema, NodeIdSchema } from '@reelgraph/shared'
import { graph, type Details } from '@reelgraph/shared/testing'
import { expect, test } from 'vitest'
import { wordsPlaces } from './words-place.ts'

const placesIn = (drawing: string, details: Details, from: string) => {
  const { project } = graph(drawing, details, catalog)
  const node = project.nodes[NodeIdSchema.parse(from)] ?? expect.unreachable(`${from} is drawn`)
  return wordsPlaces({ graph: project, catalog }, node, 'prompt').map((place) =>
    place.of === 'elsewhere' ? [place.of, place.node.id] : [place.of, place.node.id, place.param, place.words],
  )
}
const placeIn = (...asked: Parameters<typeof placesIn>) => {
  const places = placesIn(...asked)
  expect(places).toHaveLength(1)
  return places[0]
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

const heroText = { kind: 'text', params: { text: 'a knight' } }

test('of a text that is put together from others, each of them can be changed, once', () => {
  const text = { params: { text: '{{hero}} meets {{villain}}, and {{hero}} falls' } }
  const drawing = 'hero (text)→(hero) text → image\nvillain (text)→(villain) text'
  const villain = { kind: 'text', params: { text: 'a worse {{hero}}' } }
  expect(placesIn(`${drawing}\nhero (text)→(hero) villain`, { text, hero: heroText, villain }, 'image')).toEqual([
    ['typed', 'text', 'text', text.params.text],
    ['typed', 'hero', 'text', 'a knight'],
    ['typed', 'villain', 'text', 'a worse {{hero}}'],
  ])
})

test('a name that nothing is put in is part of the text', () => {
  const text = { params: { text: '{{hero}} rides' } }
  expect(placeIn('text → image', { text }, 'image')).toEqual(['typed', 'text', 'text', '{{hero}} rides'])
})

test('a step that is bypassed says nothing of its own: what goes through it is what was sent', () => {
  const idea = { kind: 'text', params: { text: 'two rivals' } }
  const writer = {
    ...{ kind: 'text', model: 'anthropic/claude-haiku-5.5', params: { system: 'be brief' } },
    mode: 'bypass',
  } as const
  const place = placeIn('idea (text)→(prompt) writer → image', { writer, idea }, 'image')
  expect(place).toEqual(['typed', 'idea', 'text', 'two rivals'])
})

test('what is switched off gives no words: those that are typed are sent', () => {
  const text = { params: { text: 'unused' }, mode: 'off' } as const
  const image = { model: 'fal/flux-dev', params: { prompt: 'a duel' } }
  expect(placeIn('text → image', { text, image }, 'image')).toEqual(['typed', 'image', 'prompt', 'a duel'])
})

test('what was chosen stays as it is, whatever it was written from', () => {
  const pins = { '': FingerprintSchema.parse('a'.repeat(64)) }
  const writer = { kind: 'text', model: 'anthropic/claude-haiku-5.5', params: { prompt: 'write a duel' }, pins }
  expect(placeIn('writer → image', { writer }, 'image')).toEqual(['elsewhere', 'writer'])
})

test('a circle of wires has an end all the same', () => {
  const asks = (prompt: string) => ({ kind: 'text', model: 'anthropic/claude-haiku-5.5', params: { prompt } })
  const circle = 'one (text)→(prompt) two (text)→(prompt) one\none (text)→(prompt) image'
  expect(placeIn(circle, { one: asks('one'), two: asks('two') }, 'image')?.[0]).toBe('typed')
})
