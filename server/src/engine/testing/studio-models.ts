import {
  defineModel,
  defineNode,
  defineProvider,
  out,
  port,
  type InputPorts,
  type ModelDefinition,
  type OutputPorts,
  type Price,
} from '@reelgraph/shared'
import { z } from 'zod'

const inputs = { from: port.text({ many: true, optional: true }), each: port.text({ optional: true }) }
/** `price`: micro-dollars at most. */
const params = z.object({ say: z.string().default(''), price: z.int().default(1000) })

const text = { text: out.text() }

interface Sort {
  readonly makes?: 'text' | 'image'
  readonly outputs?: OutputPorts
  readonly price?: 'unknown' | 'none' | 'double'
}

const model = (id: string, { makes = 'text', outputs = text, price }: Sort = {}): ModelDefinition =>
  defineModel({
    ...{ id, makes, inputs, outputs, params },
    version: 1,
    title: id,
    summary: 'For tests.',
    deadlineSeconds: 60,
    ...(price !== 'none' && {
      price: ({ params: given }): Price =>
        price === 'unknown' ? price : { low: 0, high: given.price * (price === 'double' ? 2 : 1) },
    }),
  } satisfies ModelDefinition<string, InputPorts, OutputPorts, typeof params>) as ModelDefinition // its parameters are those of every model here

/** A step with a model that makes a picture. */
export const paint = defineNode({
  id: 'paint',
  version: 1,
  title: 'Paint',
  summary: 'A picture by a model.',
  category: 'generate',
  model: { makes: 'image', default: 'work/picture' },
  params: z.object({}),
  inputs: {},
  outputs: {},
})

export const otherProvider = defineProvider({
  id: 'other',
  title: 'Other',
  summary: 'For tests.',
  builtIn: true,
  concurrency: 4,
})

/** One that needs an account; whether there is one is for the test to say. */
export const lockedProvider = defineProvider({
  id: 'locked',
  title: 'Locked',
  summary: 'For tests.',
  builtIn: true,
  concurrency: 4,
  account: { fields: [{ name: 'key', title: 'Key', secret: true, env: [] }], keysUrl: 'https://example.com' },
})

/** Jobs that the engine polls, and by name what is different about each. */
export const studioJobs: readonly ModelDefinition[] = [
  model('work/job'),
  /** Cannot be asked for a request whose answer was lost. */
  model('work/blind'),
  model('work/priceless', { price: 'unknown' }),
  model('work/gratis', { price: 'none' }),
  /** A list whose length only its result tells. */
  model('work/script', { outputs: { text: out.text({ list: {} }) } }),
  model('work/picture', { makes: 'image', outputs: { image: out.image() } }),
  model('other/job'),
  model('other/dear', { price: 'double' }),
  /** Cannot do as much as the others. */
  { ...model('other/brief'), params: params.extend({ price: params.shape.price.unwrap().max(500).default(500) }) },
  model('locked/job'),
]

/** Paid, and done with its answer. */
export const studioAnswer = model('work/answer')
