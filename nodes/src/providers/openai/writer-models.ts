import { defineModel, type ModelDefinition, type Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { tokenPrice, tokenRates } from '../../writing/token-price.ts'
import { effortParam, maxTokensParam, schemaParam, splitParam, temperatureParam } from '../../writing/writer-params.ts'
import { WRITER_INPUTS, writerOutputs, type WriterOutputs } from '../../writing/writer-ports.ts'
import { writerProblems } from '../../writing/writer-problems.ts'

const COMMON = {
  maxTokens: maxTokensParam(128_000),
  split: splitParam(),
  verbosity: z
    .enum(['low', 'medium', 'high'])
    .default('medium')
    .meta({
      title: 'Wordiness',
      description: 'How much it says where the prompt leaves that open.',
      widget: 'segmented',
      labels: { low: 'Terse', medium: 'Medium', high: 'Full' },
      advanced: true,
    }),
  schema: schemaParam(),
}
type Params = z.ZodObject<typeof COMMON>

interface Row<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly summary: string
  /** OpenAI's name for it. */
  readonly model: string
  /** In the price list. */
  readonly rate: string
  readonly takes: z.core.$ZodLooseShape
  problems?(params: Readonly<Record<string, unknown>>): readonly Problem[]
}

export interface OpenAiWriter<Id extends string = string> {
  readonly definition: ModelDefinition<Id, typeof WRITER_INPUTS, WriterOutputs, Params>
  readonly model: string
  readonly rate: string
}

const EXAMPLES = [
  'Five shots for a 30-second film about a lighthouse keeper and a lost ship, one line each: size, action, light.',
  'A voice-over of 60 words for a film about a blacksmith who forges an emblem at dawn. Calm, present tense.',
  'Turn this idea into one prompt for a picture, with lens, light and mood: a fox crosses a railway line in snow.',
] as const

const writer = <const Id extends string>(row: Row<Id>): OpenAiWriter<Id> => ({
  ...{ model: row.model, rate: row.rate },
  definition: defineModel<Id, typeof WRITER_INPUTS, WriterOutputs, Params>({
    ...{ id: row.id, version: 1, makes: 'text', title: row.title, summary: row.summary, examples: EXAMPLES },
    inputs: WRITER_INPUTS,
    outputs: writerOutputs,
    // what a row takes beside is read by the executor's own schema
    params: z.object({ ...row.takes, ...COMMON }),
    price: ({ params: { maxTokens, schema }, inputs: { prompt, system }, rates }) =>
      tokenPrice({ prompt, system, schema, maxTokens }, tokenRates(rates, row.rate)),
    problems: ({ params, inputs }) => [...writerProblems({ params, inputs }), ...(row.problems?.(params) ?? [])],
  }),
})

const topP = z.number().min(0).max(1).exactOptional().meta({
  title: 'Top P',
  description: 'Only the likeliest words that together have this chance.',
  step: 0.01,
  placeholder: '1',
  advanced: true,
})

/** It lets itself be told how to choose words only where it does not think. */
const coolHead = ({ effort, temperature, topP: share }: Readonly<Record<string, unknown>>): readonly Problem[] =>
  effort !== 'none' && (temperature !== undefined || share !== undefined)
    ? [
        {
          message: 'it takes a temperature only where it does not think.',
          hint: 'Set “Thinking” to “None”, or clear “Temperature” and “Top P”.',
          field: 'effort',
        },
      ]
    : []

export const gpt6Luna = writer({
  id: 'openai/gpt-6-luna',
  title: 'GPT-6 Luna',
  summary: 'Writes fast for next to nothing.',
  model: 'gpt-6-luna',
  rate: 'gpt6Luna',
  takes: {
    effort: effortParam(['none', 'low', 'medium', 'high', 'xhigh', 'max']),
    temperature: temperatureParam(2),
    topP,
  },
  problems: coolHead,
})

const THINKS = { effort: effortParam(['low', 'medium', 'high', 'xhigh', 'max']) }

export const gpt61Terra = writer({
  id: 'openai/gpt-6.1-terra',
  title: 'GPT-6.1 Terra',
  summary: 'Writes well at half the price of Sol.',
  model: 'gpt-6.1-terra',
  rate: 'gpt61Terra',
  takes: THINKS,
})

export const gpt61Sol = writer({
  id: 'openai/gpt-6.1-sol',
  title: 'GPT-6.1 Sol',
  summary: 'Writes scripts and shot lists with care.',
  model: 'gpt-6.1-sol',
  rate: 'gpt61Sol',
  takes: THINKS,
})
