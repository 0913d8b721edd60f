import { defineModel, type ModelDefinition, type Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { effortParam, maxTokensParam, schemaParam, splitParam, temperatureParam } from '../../writing/writer-params.ts'
import { SEEING_INPUTS, writerOutputs, type WriterOutputs } from '../../writing/writer-ports.ts'
import { writerProblems } from '../../writing/writer-problems.ts'
import { geminiPrice, type GeminiRates } from './gemini-price.ts'

/** They think before they write, and what they think counts. */
const FIRST_TOKENS = 8192
export const MOST_PICTURES = 14

const COMMON = { maxTokens: maxTokensParam(65_536, FIRST_TOKENS), split: splitParam(), schema: schemaParam() }
type Params = z.ZodObject<typeof COMMON>

interface Row<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly summary: string
  /** Google's name for it. */
  readonly model: string
  readonly rates: GeminiRates
  readonly takes: z.core.$ZodLooseShape
}

export interface GeminiWriter<Id extends string = string> extends Pick<Row<Id>, 'model' | 'rates'> {
  readonly definition: ModelDefinition<Id, typeof SEEING_INPUTS, WriterOutputs, Params>
}

const EXAMPLES = [
  'Five shots for a 30-second film about a lighthouse keeper and a lost ship, one line each: size, action, light.',
  'Compare these pictures as stills of one film: what does not belong together in light, lens and costume?',
  'Turn this idea into one prompt for a picture, with lens, light and mood: a fox crosses a railway line in snow.',
] as const

const writer = <const Id extends string>({ takes, ...row }: Row<Id>): GeminiWriter<Id> => ({
  ...row,
  definition: defineModel<Id, typeof SEEING_INPUTS, WriterOutputs, Params>({
    ...{ id: row.id, version: 1, makes: 'text', title: row.title, summary: row.summary, examples: EXAMPLES },
    inputs: SEEING_INPUTS,
    outputs: writerOutputs,
    // what a row takes beside is read by the request's own schema
    params: z.object({ ...takes, ...COMMON }),
    price: ({ params, inputs, rates }) => geminiPrice({ params, inputs, rates, names: row.rates }),
    problems: ({ params, inputs }) => [
      ...writerProblems({ params, inputs }),
      ...((inputs.references?.length ?? 0) > MOST_PICTURES ? [TOO_MANY] : []),
    ],
  }),
})

const TOO_MANY: Problem = {
  message: `it looks at ${MOST_PICTURES} pictures at most.`,
  hint: 'Take some off.',
  field: 'references',
}

const SAMPLING = {
  temperature: temperatureParam(2),
  topP: z.number().min(0).max(1).exactOptional().meta({
    title: 'Top P',
    description: 'Only the likeliest words that together have this chance.',
    step: 0.01,
    placeholder: 'auto',
    advanced: true,
  }),
}

export const gemini38Flash = writer({
  id: 'gemini/gemini-3.8-flash',
  title: 'Gemini 3.8 Flash',
  summary: 'Writes fast, reads long scripts and looks at pictures.',
  model: 'gemini-3.8-flash',
  rates: { now: 'gemini38Flash', later: { name: 'gemini38FlashLater', from: '2027-01-01' } },
  takes: { effort: effortParam(['low', 'medium', 'high']), ...SAMPLING },
})

export const gemini35FlashLite = writer({
  id: 'gemini/gemini-3.5-flash-lite',
  title: 'Gemini 3.5 Flash-Lite',
  summary: 'Writes and describes pictures for next to nothing.',
  model: 'gemini-3.5-flash-lite',
  rates: { now: 'gemini35FlashLite' },
  takes: { effort: effortParam(['minimal', 'low', 'medium', 'high']), ...SAMPLING },
})

export const gemini4Argon = writer({
  id: 'gemini/gemini-4-argon',
  title: 'Gemini 4 Argon',
  summary: 'Thinks scripts and shot lists through with care.',
  model: 'gemini-4-argon',
  rates: { now: 'gemini4Argon', later: { name: 'gemini4ArgonLater', from: '2026-12-01' } },
  takes: { effort: effortParam(['low', 'medium', 'high']) },
})
