import { expect, test } from 'vitest'
import { NodeIdSchema, newNode, replacementOf, type JsonObject, type Makes } from '@reelgraph/shared'
import { catalog } from '../catalog.ts'
import { modelEnds } from './model-ends.ts'

const KINDS: Readonly<Record<Makes, string>> = {
  ...{ text: 'text', image: 'image', video: 'video', audio: 'audio', compile: 'assembly' },
}

const replaced = (model: string, makes: Makes, params: JsonObject) =>
  replacementOf(catalog, newNode({ id: NodeIdSchema.parse('a'), kind: KINDS[makes], x: 0, y: 0, model, params }))

test.each(modelEnds.map((end) => ({ title: end.title, end })))(
  '$title has a date that is one, and successors that make one thing',
  ({ end }) => {
    const date = 'retiredOn' in end ? end.retiredOn : 'endsOn' in end ? end.endsOn : ''
    expect(date).toMatch(/^(\d{4}-\d{2}(-\d{2})?)?$/)
    const known = end.successors.flatMap((id) => catalog.models.get(id) ?? [])
    expect(new Set(known.map(({ makes }) => makes)).size).toBeLessThanOrEqual(1)
  },
)

test('DALL·E 3 becomes GPT Image, hd becomes high, and its style is a style of the node', () => {
  const given = { prompt: 'A fox', size: '1792x1024', quality: 'hd', style: 'vivid', n: 1, response_format: 'url' }
  const { model, params, notes } = replaced('dall-e-3', 'image', given) ?? {}
  expect(model?.id).toBe('openai/gpt-image-2.6-flare')
  expect(params).toEqual({ prompt: 'A fox', quality: 'high', look: 'vivid' })
  expect(notes).toEqual([expect.stringMatching(/n 1.*take/)])
  expect(replaced('dall-e-3', 'image', { style: 'natural' })).toMatchObject({ params: { look: 'natural' }, notes: [] })
  expect(replaced('dall-e-3', 'image', { style: 'mine' })?.notes).toEqual([expect.stringMatching(/style mine/)])
  expect(replaced('openai/dall-e-3', 'image', { size: '1024x1792' })?.params).toEqual({ ratio: '9:16' })
  expect(replaced('dall-e-3', 'image', { size: '1024x1024', quality: 'standard' })?.params).toEqual({
    ratio: '1:1',
    quality: 'medium',
  })
})

test('Gen-3 Turbo becomes Gen-4 Turbo with its length as a number', () => {
  const given = { promptText: 'She turns', duration: '10', ratio: '768:1280', seed: 5 }
  const { model, params, notes } = replaced('gen3a_turbo', 'video', given) ?? {}
  expect([model?.id, notes]).toEqual(['runway/gen4-turbo', []])
  expect(params).toEqual({ prompt: 'She turns', seconds: 10, ratio: '9:16', seed: 5 })
})

test('Veo 3 stays on the account it ran on', () => {
  expect(replaced('runway/veo3', 'video', {})?.model.id).toBe('runway/veo3.1')
  const onFal = replaced('fal/veo3', 'video', { duration: '8s', aspect_ratio: '9:16', resolution: '1080p' })
  expect(onFal?.model.id).toBe('fal/veo3.1')
  expect(onFal?.params).toEqual({ ratio: '9:16', resolution: '1080p' })
})

test('Imagen stays on fal where it ran there, and else becomes Google’s own', () => {
  const { model, params } = replaced('imagen4', 'image', { prompt: 'A fox', aspect_ratio: '9:16' }) ?? {}
  expect([model?.id, params]).toEqual(['gemini/nano-banana-2.1', { prompt: 'A fox', ratio: '9:16' }])
  expect(replaced('fal/imagen4', 'image', {})?.model.id).toBe('fal/flux-2-pro')
})

test('a clip of Sora is as near in length as Veo comes', () => {
  const { params, notes } = replaced('sora-2', 'video', { seconds: '12', size: '720x1280' }) ?? {}
  expect(params).toMatchObject({ ratio: '9:16' })
  expect(notes).toEqual(['Length: 12 becomes 8.'])
})

test('a voice keeps its ID and its character', () => {
  const given = { text: 'Hello.', voice_id: 'JBFqnCBsd6RMkjVDRZzb', stability: 0.3, similarity_boost: 0.9 }
  const { model, params } = replaced('eleven_monolingual_v1', 'audio', given) ?? {}
  expect(model?.id).toBe('elevenlabs/multilingual-v2')
  expect(params).toEqual({ script: 'Hello.', voiceId: given.voice_id, stability: 0.3, similarity: 0.9 })
})

test('Claude 3.5 Sonnet becomes the present Sonnet, which takes no temperature', () => {
  const { model, params, notes } =
    replaced('openrouter/claude-3.5-sonnet', 'text', { prompt: 'Hi', max_tokens: 900, temperature: 0.4 }) ?? {}
  expect(model?.id).toBe('openrouter/claude-sonnet-5.5')
  expect(params).toEqual({ prompt: 'Hi', maxTokens: 900 })
  expect(notes).toEqual(['Not carried over: temperature 0.4.'])
})

test.each([
  ['fal-ai/flux/dev', 'image', 'fal/flux-dev', '“flux/dev” is called “FLUX.1 dev” here.'],
  ['flux/dev', 'image', 'fal/flux-dev', '“flux/dev” is called “FLUX.1 dev” here.'],
  [
    'midjourney',
    'image',
    'fal/flux-2-pro',
    '“Midjourney” cannot be used from here: its makers let no other program call it.',
  ],
  ['suno', 'audio', 'elevenlabs/music', '“Suno” cannot be used from here: its makers let no other program call it.'],
  [
    'openrouter/anthropic/claude-3.5-sonnet',
    'text',
    'openrouter/claude-sonnet-5.5',
    '“Claude 3.5 Sonnet” was retired on 28 October 2025.',
  ],
  ['o1', 'text', 'openai/gpt-6.1-sol', '“o1” was retired on 23 October 2026.'],
] as const)('%s, in a document from elsewhere, says what it is and what to use', (name, makes, instead, said) => {
  expect(replaced(name, makes, {})?.model.id).toBe(instead)
  const node = newNode({ id: NodeIdSchema.parse('a'), kind: KINDS[makes], x: 0, y: 0, model: name })
  expect(catalog.stepOf(node)).toMatchObject({ missing: { message: said } })
})

test('whatever is called otherwise here is called by the title that it has', () => {
  const called = modelEnds.flatMap((end) => {
    const said = 'words' in end ? /^is called “(.*)” here$/.exec(end.words)?.[1] : undefined
    return said === undefined ? [] : [{ said, title: catalog.models.get(end.successors[0] ?? '')?.title }]
  })
  expect(called.length).toBeGreaterThan(0)
  expect(called.map(({ said }) => said)).toEqual(called.map(({ title }) => title))
})
