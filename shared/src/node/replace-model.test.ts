import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { EdgeIdSchema, NodeIdSchema } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { newNode, type Edge, type Node } from '../project/document.ts'
import { createCatalog } from './catalog.ts'
import { defineModel, defineNode, defineProvider } from './define.ts'
import type { ModelEnd, ParamRules } from './model-end.ts'
import { out, port } from './ports.ts'
import { replacementOf } from './replace-model.ts'

const video = defineNode({
  ...{ id: 'video', version: 1, title: 'Video', summary: '', category: 'generate', inputs: {}, outputs: {} },
  params: z.object({}),
  model: { makes: 'video', default: 'new/clip' },
})
const clip = defineModel({
  ...{ id: 'new/clip', version: 1, makes: 'video', title: 'Clip', summary: '' },
  inputs: {
    prompt: port.text({ title: 'Prompt', typed: {} }),
    startImage: port.image({ title: 'Start', optional: true }),
  },
  outputs: { video: out.video({ title: 'Video' }) },
  params: z.object({
    seconds: z.literal([4, 6, 8]).default(8).meta({ title: 'Length' }),
    ratio: z.enum(['16:9', '9:16']).default('16:9').meta({ title: 'Ratio' }),
    guidance: z.number().min(0).max(10).default(5).meta({ title: 'Guidance' }),
    seed: z.int().min(0).exactOptional().meta({ title: 'Seed' }),
  }),
})
const still = defineModel({
  ...{ id: 'old/still', version: 1, makes: 'image', title: 'Still', summary: '', inputs: {}, outputs: {} },
  params: z.object({}),
})
const provider = (id: string) => defineProvider({ id, title: id, summary: '', builtIn: true, concurrency: 1 })

const params: ParamRules = {
  promptText: { as: 'prompt' },
  duration: { seconds: 'seconds' },
  size: { sets: { '768:1280': { ratio: '9:16' }, '1280:768': { ratio: '16:9' } } },
  quality: { as: 'guidance', values: { hd: 9 } },
  style: { instead: 'Say it in the prompt.' },
  watermark: { drop: true },
}
const end: ModelEnd = {
  ids: ['old/clip', 'clip-1'],
  title: 'Clip 1',
  retiredOn: '2026-05-12',
  successors: ['old/still', 'new/clip'],
  params,
}
const catalog = createCatalog({
  ...{ kinds: [video], models: [clip, still], providers: [provider('new'), provider('old')] },
  ends: [end, { ...end, ids: ['old/lonely'], title: 'Lonely', successors: [] }],
})

const nodeOf = (given: JsonObject, model = 'clip-1'): Node =>
  newNode({ id: NodeIdSchema.parse('a'), kind: 'video', x: 0, y: 0, model, params: given })

describe('a model that was retired', () => {
  test('is said to be, with the one to use instead: the first that makes what the node needs', () => {
    expect(catalog.stepOf(nodeOf({}))).toMatchObject({
      missing: {
        code: 'retired',
        message: '“Clip 1” was retired on 12 May 2026.',
        hint: 'Use “Clip” instead. Its wires stay, and so do the settings that fit.',
      },
    })
    expect(catalog.stepOf(nodeOf({}, 'old/lonely'))).toMatchObject({
      missing: { hint: 'Choose another model for this node.' },
    })
    expect(replacementOf(catalog, nodeOf({}, 'old/lonely'))).toBeUndefined()
  })

  test('is replaced with its settings in the words of the successor, and only what differs from the defaults is kept', () => {
    const given = { promptText: 'A fox', duration: '6s', size: '768:1280', quality: 'hd', seed: 7, watermark: true }
    expect(replacementOf(catalog, nodeOf(given))).toEqual({
      ...{ end, model: clip, notes: [] },
      params: { prompt: 'A fox', seconds: 6, ratio: '9:16', guidance: 9, seed: 7 },
    })
    expect(replacementOf(catalog, nodeOf({ duration: 8, size: '1280:768' }))?.params).toEqual({})
  })

  test('says what changes and what could not be carried over', () => {
    const given = { duration: '5', guidance: 30, style: 'vivid', size: '1:2', colour: 'teal', quality: 'sd', seed: 'x' }
    const replacement = replacementOf(catalog, nodeOf(given))
    expect(replacement?.params).toEqual({ seconds: 4, guidance: 10 })
    expect(replacement?.notes).toEqual([
      'Length: 5 becomes 4.',
      'Guidance: 30 becomes 10.',
      'Not carried over: style vivid. Say it in the prompt.',
      'Not carried over: size 1:2.',
      'Not carried over: colour teal.',
      'Not carried over: quality sd.',
      'Not carried over: seed x.',
    ])
  })

  test('names the wires that the successor has no place for', () => {
    const wire = (id: string, to: string): Edge => ({
      id: EdgeIdSchema.parse(id),
      from: { node: NodeIdSchema.parse('b'), port: 'image' },
      to: { node: NodeIdSchema.parse('a'), port: to },
      order: 'a0',
    })
    const edges = { e: wire('e', 'startImage'), f: wire('f', 'maskImage') }
    expect(replacementOf(catalog, nodeOf({}), { edges })?.notes).toEqual([
      'It has no place for the wire into “mask image”: it stays, and waits for you.',
    ])
  })
})

describe('a table of ends', () => {
  const parts = { kinds: [video], models: [clip, still], providers: [provider('new'), provider('old')] }
  const row = { title: 'X', retiredOn: '2026-01-01' }

  test('names successors that there are, and nothing twice', () => {
    expect(() => createCatalog({ ...parts, ends: [{ ...row, ids: ['x'], successors: ['new/gone'] }] })).toThrow(/None/)
    const twice = { ...row, ids: ['x'], successors: [] }
    expect(() => createCatalog({ ...parts, ends: [twice, twice] })).toThrow(/"x"/)
  })

  test('does not retire what is still offered', () => {
    expect(() => createCatalog({ ...parts, ends: [{ ...row, ids: ['new/clip'], successors: [] }] })).toThrow(/offered/)
  })
})
