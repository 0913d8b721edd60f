import { createCatalog, defineModel, defineNode, defineProvider, out, port } from '@reelgraph/shared'
import { z } from 'zod'

const words = defineNode({
  id: 'words',
  version: 1,
  title: 'Words',
  summary: 'Types.',
  category: 'source',
  params: z.object({ text: z.string().default('').meta({ title: 'Text' }) }),
  inputs: { before: port.text({ optional: true }) },
  outputs: { text: out.text() },
})

const picture = defineNode({
  id: 'picture',
  version: 1,
  title: 'Picture',
  summary: 'Draws.',
  category: 'generate',
  model: { makes: 'image', default: 'pencil/sketch' },
  params: z.object({}),
  inputs: {},
  outputs: {},
})

const sketch = defineModel({
  id: 'pencil/sketch',
  version: 1,
  makes: 'image',
  title: 'Sketch',
  summary: 'Draws with a pencil.',
  params: z.object({ lines: z.int().min(1).default(3).meta({ title: 'Lines' }) }),
  inputs: { prompt: port.text() },
  outputs: { image: out.image() },
})

const pencil = defineProvider({ id: 'pencil', title: 'Pencil', summary: 'On paper.', builtIn: true, concurrency: 1 })

/** A small language for tests, so that they do not follow every change of the real one. */
export const testCatalog = createCatalog({ kinds: [words, picture], models: [sketch], providers: [pencil] })
