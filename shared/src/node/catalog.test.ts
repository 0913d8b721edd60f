import { expect, test } from 'vitest'
import { z } from 'zod'
import { NodeIdSchema } from '../ids.ts'
import { newNode } from '../project/document.ts'
import { createCatalog } from './catalog.ts'
import { defineModel, defineNode, defineProvider } from './define.ts'
import { out, port } from './ports.ts'

const words = defineNode({
  ...{ id: 'words', version: 1, title: 'Words', summary: 'Words.', category: 'source' },
  model: { makes: 'text' },
  params: z.object({ words: z.string().default('') }),
  inputs: {},
  outputs: { text: out.text() },
  evaluate: ({ params }) => ({ text: params.words }),
})
const writer = defineModel({
  ...{ id: 'test/writer', version: 1, makes: 'text', title: 'Writer', summary: 'Writes.' },
  params: z.object({}),
  inputs: { prompt: port.text({ typed: {} }) },
  outputs: { text: out.text() },
})
const provider = defineProvider({ id: 'test', title: 'Test', summary: 'Test.', builtIn: true, concurrency: 1 })
const catalog = createCatalog({ kinds: [words], models: [writer], providers: [provider] })
const id = NodeIdSchema.parse('a')

test('a kind that needs no model works by itself until one is chosen', () => {
  const alone = catalog.stepOf(newNode({ id, kind: 'words', x: 0, y: 0, params: { words: 'fox' } }))
  expect(alone).toMatchObject({ definition: words, params: { words: 'fox' } })
  expect(alone).not.toHaveProperty('model')
  const helped = catalog.stepOf(
    newNode({ id, kind: 'words', model: 'test/writer', x: 0, y: 0, params: { prompt: 'fox' } }),
  )
  expect(helped).toMatchObject({ definition: writer, model: writer, typed: { prompt: 'fox' } })
})

test('a model that is not there is said to be missing, whether or not the kind needs one', () => {
  const gone = catalog.stepOf(newNode({ id, kind: 'words', model: 'test/gone', x: 0, y: 0 }))
  expect(gone).toMatchObject({ missing: { code: 'unknown-model' } })
})
