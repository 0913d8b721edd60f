import { z } from 'zod'
import { createCatalog, type Catalog } from '../node/catalog.ts'
import { defineModel, defineNode, defineProvider } from '../node/define.ts'
import { out, port } from '../node/ports.ts'
import { exactly } from '../node/price.ts'

/** What is typed is the value. */
const text = defineNode({
  id: 'text',
  version: 1,
  title: 'Text',
  summary: 'Typed text.',
  category: 'source',
  inputs: {},
  outputs: { text: out.text() },
  params: z.object({ text: z.string().default('') }),
  evaluate: ({ params }) => ({ text: params.text }),
})

/** Words as a list, known by the word and its occurrence; as at most `max` items where that is given. */
const split = defineNode({
  id: 'split',
  version: 1,
  title: 'Split',
  summary: 'Words of a text.',
  category: 'source',
  inputs: { text: port.text({ typed: { default: 'one two three' } }) },
  outputs: { words: out.text({ list: {} }) },
  params: z.object({}),
  evaluate: ({ inputs }) => ({ words: words(inputs.text) }),
})

const words = (sentence: string): { readonly key: string; readonly value: string }[] => {
  const counts = new Map<string, number>()
  return sentence
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const count = (counts.get(word) ?? 0) + 1
      counts.set(word, count)
      return { key: count === 1 ? word : `${word} ${count}`, value: word }
    })
}

/** A list whose length nobody knows before it has run. */
const director = defineNode({
  id: 'director',
  version: 1,
  title: 'Director',
  summary: 'Shots of an idea.',
  category: 'generate',
  inputs: { idea: port.text({ typed: {} }) },
  outputs: ({ most }) => ({ shots: out.text({ list: most === 0 ? {} : { max: most } }) }),
  params: z.object({ most: z.int().default(8) }),
  price: () => exactly(0.01),
})

/** The plainest step that is not pure: a text from a text. */
const echo = defineNode({
  id: 'echo',
  version: 1,
  title: 'Echo',
  summary: 'Says it again.',
  category: 'generate',
  inputs: { text: port.text({ typed: {} }) },
  outputs: { text: out.text() },
  params: z.object({ times: z.int().default(1) }),
})

/** Zips two texts. */
const pair = defineNode({
  id: 'pair',
  version: 1,
  title: 'Pair',
  summary: 'Two texts as one.',
  category: 'generate',
  inputs: { left: port.text(), right: port.text() },
  outputs: { text: out.text() },
  params: z.object({}),
})

const image = defineNode({
  id: 'image',
  version: 1,
  title: 'Image',
  summary: 'A picture.',
  category: 'generate',
  model: { makes: 'image', default: 'test/paint' },
  inputs: {},
  outputs: {},
  params: z.object({}),
})

const video = defineNode({
  id: 'video',
  version: 1,
  title: 'Video',
  summary: 'A clip.',
  category: 'generate',
  model: { makes: 'video', default: 'test/film' },
  inputs: {},
  outputs: {},
  params: z.object({}),
})

const audio = defineNode({
  id: 'audio',
  version: 1,
  title: 'Audio',
  summary: 'A sound.',
  category: 'generate',
  model: { makes: 'audio', default: 'test/voice' },
  inputs: {},
  outputs: {},
  params: z.object({}),
})

/** An image from an image: what a person bypasses. */
const grade = defineNode({
  id: 'grade',
  version: 1,
  title: 'Grade',
  summary: 'Colours.',
  category: 'generate',
  inputs: { image: port.image(), look: port.text({ optional: true }) },
  outputs: { image: out.image() },
  params: z.object({}),
})

/** A film of clips. */
const join = defineNode({
  id: 'join',
  version: 1,
  title: 'Join',
  summary: 'Clips in a row.',
  category: 'assemble',
  inputs: {
    clips: port.video({ many: true }),
    music: port.audio({ optional: true }),
    extras: port.video({ many: true, optional: true }),
  },
  outputs: { video: out.video() },
  params: z.object({}),
})

/** One text of many. */
const gather = defineNode({
  id: 'gather',
  version: 1,
  title: 'Gather',
  summary: 'Texts in a row.',
  category: 'generate',
  inputs: { texts: port.text({ many: true }) },
  outputs: { text: out.text() },
  params: z.object({}),
})

const note = defineNode({
  id: 'note',
  version: 1,
  title: 'Note',
  summary: 'A remark.',
  category: 'order',
  decoration: true,
  inputs: {},
  outputs: {},
  params: z.object({ text: z.string().default('') }),
})

const paint = defineModel({
  id: 'test/paint',
  version: 1,
  makes: 'image',
  title: 'Paint',
  summary: 'Paints.',
  inputs: { prompt: port.text({ typed: {} }), style: port.image({ optional: true }) },
  outputs: { image: out.image() },
  params: z.object({ seed: z.int().default(1), size: z.enum(['small', 'large']).default('small') }),
  price: ({ params, rates }) => exactly((rates.image ?? 0) * (params.size === 'large' ? 2 : 1)),
})

/** Another painter with the same ports. */
const sketch = defineModel({ ...paint, id: 'test/sketch', title: 'Sketch' })

/** Its price hangs on a value that travels. */
const film = defineModel({
  id: 'test/film',
  version: 1,
  makes: 'video',
  title: 'Film',
  summary: 'Films.',
  inputs: { startImage: port.image(), prompt: port.text({ optional: true }) },
  outputs: { video: out.video() },
  params: z.object({ seconds: z.int().min(1).max(10).default(5).meta({ title: 'Length' }) }),
  price: ({ params, rates }) => exactly((rates.second ?? 0) * params.seconds),
  problems: ({ inputs }) =>
    inputs.prompt === 'forbidden' ? [{ message: 'The prompt is forbidden.', field: 'prompt' }] : [],
})

/** One input needs another, and its price hangs on whether that comes. */
const morph = defineModel({
  id: 'test/morph',
  version: 1,
  makes: 'video',
  title: 'Morph',
  summary: 'From one picture to another.',
  inputs: { startImage: port.image({ optional: true }), endImage: port.image({ optional: true }) },
  outputs: { video: out.video() },
  params: z.object({}),
  price: ({ inputs, wired, rates }) => exactly((rates.second ?? 0) * (inputs.startImage || wired?.startImage ? 2 : 1)),
  problems: ({ inputs, wired }) =>
    inputs.endImage && !inputs.startImage && !wired?.startImage
      ? [{ message: 'An end needs a start.', field: 'startImage' }]
      : [],
})

/** Two outputs, and a price nobody knows. */
const voice = defineModel({
  id: 'test/voice',
  version: 1,
  makes: 'audio',
  title: 'Voice',
  summary: 'Speaks.',
  inputs: { text: port.text({ typed: {} }) },
  outputs: { audio: out.audio(), words: out.data() },
  params: z.object({ voice: z.string().default('anna') }),
  price: () => 'unknown',
})

const test = defineProvider({
  id: 'test',
  title: 'Test',
  summary: 'For tests.',
  builtIn: true,
  concurrency: 4,
  prices: { asOf: '2025-01-01', source: 'made up', rates: { image: 0.05, second: 0.1 } },
})

/** Small kinds and models, one for each thing that can be asked of a graph. */
export const testCatalog: Catalog = createCatalog({
  kinds: [text, split, director, echo, pair, image, video, audio, grade, join, gather, note],
  models: [paint, sketch, film, morph, voice],
  providers: [test],
})
