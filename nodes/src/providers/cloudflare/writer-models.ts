import { defineModel, type ModelDefinition, type Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { seedParam } from '../../inputs/seed.ts'
import { tokenPrice, tokenRates } from '../../writing/token-price.ts'
import { maxTokensParam, schemaParam, splitParam, temperatureParam } from '../../writing/writer-params.ts'
import { WRITER_INPUTS, writerOutputs, type WriterOutputs } from '../../writing/writer-ports.ts'
import { writerProblems } from '../../writing/writer-problems.ts'

const COMMON = {
  maxTokens: maxTokensParam(16_000),
  split: splitParam(),
  temperature: temperatureParam(2),
  topP: z.number().min(0.01).max(1).exactOptional().meta({
    title: 'Top P',
    description: 'Only the likeliest words that together have this chance.',
    step: 0.01,
    placeholder: 'auto',
    advanced: true,
  }),
  seed: seedParam(),
  structured: z.boolean().default(false).meta({
    title: 'Keeps to a schema',
    description:
      'Some of Cloudflare’s models can be held to a JSON Schema. Lists and data are then asked for with one.',
    advanced: true,
  }),
  schema: schemaParam(),
}
type Params = z.ZodObject<typeof COMMON>

interface Row<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly summary: string
  /** Cloudflare’s name for it; nothing where the person says it. */
  readonly model?: string
  readonly takes?: z.core.$ZodLooseShape
}

export interface CloudflareWriter<Id extends string = string> {
  readonly definition: ModelDefinition<Id, typeof WRITER_INPUTS, WriterOutputs, Params>
  readonly model?: string
}

/** Whose prices are in the list, by Cloudflare’s name. */
const PRICED: ReadonlyMap<string, string> = new Map([
  ['@cf/openai/gpt-oss-20b', 'gptOss20b'],
  ['@cf/openai/gpt-oss-120b', 'gptOss120b'],
  ['@cf/meta/llama-4-scout-17b-16e-instruct', 'llama4Scout'],
  ['@cf/google/gemma-4-26b-a4b-it', 'gemma4'],
  ['@cf/zai-org/glm-4.7-flash', 'glm47Flash'],
  ['@cf/moonshotai/kimi-k2.6', 'kimiK26'],
])

export const rateOf = (model: string): string | undefined => PRICED.get(model)

export const modelOf = (model: string | undefined, params: Readonly<Record<string, unknown>>): string =>
  model ?? z.string().parse(params['model']).trim()

const writer = <const Id extends string>(row: Row<Id>): CloudflareWriter<Id> => ({
  ...(row.model !== undefined && { model: row.model }),
  definition: defineModel<Id, typeof WRITER_INPUTS, WriterOutputs, Params>({
    ...{ id: row.id, version: 1, makes: 'text', title: row.title, summary: row.summary, examples: EXAMPLES },
    inputs: WRITER_INPUTS,
    outputs: writerOutputs,
    params: z.object({ ...row.takes, ...COMMON }),
    price({ params, inputs: { prompt, system }, rates }) {
      const rate = rateOf(modelOf(row.model, params))
      if (rate === undefined) return 'unknown'
      const { maxTokens, schema } = params
      return tokenPrice({ prompt, system, schema, maxTokens }, tokenRates(rates, rate))
    },
    problems: ({ params, inputs }) => [...writerProblems({ params, inputs }), ...shapeProblems(params)],
  }),
})

const shapeProblems = ({ schema, structured }: z.output<Params>): readonly Problem[] =>
  schema.trim() !== '' && !structured
    ? [
        {
          message: 'a schema needs a model that keeps to it.',
          hint: 'Switch on “Keeps to a schema” if this one does, or clear the schema.',
          field: 'structured',
        },
      ]
    : []

const EXAMPLES = [
  'Five shots for a 30-second film about a lighthouse keeper and a lost ship, one line each: size, action, light.',
  'A voice-over of 60 words for a film about a blacksmith who forges an emblem at dawn. Calm, present tense.',
  'Turn this idea into one prompt for a picture, with lens, light and mood: a fox crosses a railway line in snow.',
] as const

export const gptOss20b = writer({
  id: 'cloudflare/gpt-oss-20b',
  title: 'GPT-OSS 20B',
  summary: 'Writes fast and cheaply with OpenAI’s small open model.',
  model: '@cf/openai/gpt-oss-20b',
})

export const gptOss120b = writer({
  id: 'cloudflare/gpt-oss-120b',
  title: 'GPT-OSS 120B',
  summary: 'Writes shot lists and scripts with OpenAI’s large open model.',
  model: '@cf/openai/gpt-oss-120b',
})

export const llama4Scout = writer({
  id: 'cloudflare/llama-4-scout',
  title: 'Llama 4 Scout',
  summary: 'Writes plainly, and reads long scripts. By Meta.',
  model: '@cf/meta/llama-4-scout-17b-16e-instruct',
})

export const gemma4 = writer({
  id: 'cloudflare/gemma-4-26b',
  title: 'Gemma 4 26B',
  summary: 'Writes cheaply in many languages. By Google.',
  model: '@cf/google/gemma-4-26b-a4b-it',
})

export const glm47Flash = writer({
  id: 'cloudflare/glm-4.7-flash',
  title: 'GLM 4.7 Flash',
  summary: 'Writes fast in many languages. By Z.ai.',
  model: '@cf/zai-org/glm-4.7-flash',
})

export const kimiK26 = writer({
  id: 'cloudflare/kimi-k2.6',
  title: 'Kimi K2.6',
  summary: 'Writes dialogue and long scripts. By Moonshot AI.',
  model: '@cf/moonshotai/kimi-k2.6',
})

export const anyModel = writer({
  id: 'cloudflare/any',
  title: 'Any model on Workers AI',
  summary: 'Writes with whichever of Cloudflare’s models you name.',
  takes: {
    model: z.string().trim().min(3).max(200).default('@cf/openai/gpt-oss-20b').meta({
      title: 'Model',
      description: 'Its name in the list of models of Workers AI.',
      placeholder: '@cf/maker/model',
      live: true,
    }),
  },
})
