import { catalog } from '@reelgraph/nodes/catalog'
import { NodeIdSchema, promptText, type Outputs } from '@reelgraph/shared'
import { graph, type Details } from '@reelgraph/shared/testing'
import { expect, test } from 'vitest'
import type { LatestItem } from '../../runs/latest.ts'
import { sentPrompt } from './sent-prompt.ts'

const made = (outputs: Outputs, item: string | null = null, position = 0): LatestItem => ({
  ...{ item, position, outputs, fingerprint: undefined, stale: false },
})
const kling = 'fal/kling-v3-pro'
const drawn = (details: Details = {}) =>
  graph(
    'text → image\nimage (image)→(startImage) video',
    {
      text: { params: { text: 'a fox\na heron', split: 'lines' } },
      ...details,
      image: { model: 'fal/flux-dev', params: { look: 'noir' }, ...details['image'] },
      video: { model: kling, params: { camera: 'push-in' }, ...details['video'] },
    },
    catalog,
  ).project
const lines: readonly LatestItem[] = [
  made({
    text: {
      items: [
        { key: 'a fox', value: 'a fox' },
        { key: 'a heron', value: 'a heron' },
      ],
    },
  }),
]

const sent = (project: ReturnType<typeof drawn>, name: string, place = { item: 'a heron', position: 1 }) => {
  const node = project.nodes[NodeIdSchema.parse(name)] ?? expect.unreachable(`${name} is drawn`)
  const step = catalog.stepOf(node)
  if ('missing' in step) return expect.unreachable(step.missing.message)
  const latest = (id: string) => (id === 'text' ? lines : [])
  const parts = sentPrompt({ editing: { catalog }, graph: project, latest }, node, { step, place })
  return parts && promptText(parts)
}

test('of a list each item has its own words', () => {
  expect(sent(drawn(), 'image')).toMatch(/^a heron, black and white film noir/)
  expect(sent(drawn(), 'image', { item: 'a fox', position: 0 })).toMatch(/^a fox, black and white film noir/)
})

test('an empty motion is what its picture was made from, and the move', () => {
  expect(sent(drawn(), 'video')).toBe('a heron. The camera pushes in slowly.')
  const typed = drawn({ video: { params: { camera: 'push-in', prompt: 'It takes off' } } })
  expect(sent(typed, 'video')).toBe('It takes off. The camera pushes in slowly.')
})

test('what has yet to be written is not made up', () => {
  const project = drawn()
  const node = project.nodes[NodeIdSchema.parse('image')] ?? expect.unreachable('it is drawn')
  const step = catalog.stepOf(node)
  if ('missing' in step) return expect.unreachable(step.missing.message)
  const around = { editing: { catalog }, graph: project, latest: () => [] }
  expect(sentPrompt(around, node, { step, place: { item: null, position: 0 } })).toBeUndefined()
})

test('what goes through a bypassed step is sent, and of one that is off nothing', () => {
  const idea = { kind: 'text', params: { text: 'unused' } }
  const drawing = 'text (text)→(prompt) writer (text)→(prompt) image'
  const through = (mode: 'bypass' | 'off') =>
    graph(
      drawing,
      {
        text: { params: { text: 'a fox\na heron', split: 'lines' } },
        writer: { ...idea, model: 'anthropic/claude-haiku-5.5', mode },
        image: { model: 'fal/flux-dev', params: { prompt: 'my own words' } },
      },
      catalog,
    ).project
  expect(sent(through('bypass'), 'image')).toBe('a heron')
  expect(sent(through('off'), 'image')).toBe('my own words')
})
