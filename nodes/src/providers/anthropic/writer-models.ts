import { defineModel, type ModelDefinition, type Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { effortParam, maxTokensParam, schemaParam, splitParam } from '../../writing/writer-params.ts'
import { SEEING_INPUTS, writerOutputs, type WriterOutputs } from '../../writing/writer-ports.ts'
import { writerProblems } from '../../writing/writer-problems.ts'
import { claudePrice, type ClaudeRates } from './claude-price.ts'

/** They think before they write, and what they think counts. */
const FIRST_TOKENS = 8192
export const MOST_PICTURES = 10

const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'] as const

const paramsWith = (efforts: readonly ('none' | (typeof EFFORTS)[number])[]) =>
  z.object({
    effort: effortParam(efforts),
    maxTokens: maxTokensParam(128_000, FIRST_TOKENS),
    split: splitParam(),
    schema: schemaParam(),
  })
export type ClaudeParams = ReturnType<typeof paramsWith>

interface Row<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly summary: string
  /** Anthropic's name for it. */
  readonly model: string
  readonly rates: ClaudeRates
  /** How it is told not to think; absent where it always does. */
  readonly thinkingOff?: 'disabled' | 'between_tools'
}

export interface ClaudeWriter<Id extends string = string> extends Pick<Row<Id>, 'model' | 'rates' | 'thinkingOff'> {
  readonly definition: ModelDefinition<Id, typeof SEEING_INPUTS, WriterOutputs, ClaudeParams>
}

const EXAMPLES = [
  'Five shots for a 30-second film about a lighthouse keeper and a lost ship, one line each: size, action, light.',
  'A quarrel in eight lines between a blacksmith and her apprentice, each wanting to be the one who stays.',
  'Describe light, lens and palette of these pictures, as one prompt that gives another picture of the same film.',
] as const

const writer = <const Id extends string>(row: Row<Id>): ClaudeWriter<Id> => ({
  ...row,
  definition: defineModel<Id, typeof SEEING_INPUTS, WriterOutputs, ClaudeParams>({
    ...{ id: row.id, version: 1, makes: 'text', title: row.title, summary: row.summary, examples: EXAMPLES },
    inputs: SEEING_INPUTS,
    outputs: writerOutputs,
    params: paramsWith(row.thinkingOff ? ['none', ...EFFORTS] : EFFORTS),
    price: ({ params, inputs, rates }) => claudePrice({ params, inputs, rates, names: row.rates }),
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

export const claudeHaiku55 = writer({
  id: 'anthropic/claude-haiku-5.5',
  title: 'Claude Haiku 5.5',
  summary: 'Writes fast for next to nothing, and describes pictures.',
  model: 'claude-haiku-5-5',
  rates: { usual: 'haiku55', long: 'haiku55Long' },
  thinkingOff: 'disabled',
})

export const claudeSonnet55 = writer({
  id: 'anthropic/claude-sonnet-5.5',
  title: 'Claude Sonnet 5.5',
  summary: 'Writes dialogue and scripts with a feeling for tone, and reads pictures closely.',
  model: 'claude-sonnet-5-5',
  rates: { usual: 'sonnet55' },
  thinkingOff: 'between_tools',
})

export const claudeOpus55 = writer({
  id: 'anthropic/claude-opus-5.5',
  title: 'Claude Opus 5.5',
  summary: 'Thinks a whole film through: structure, scenes and shots that belong together.',
  model: 'claude-opus-5-5',
  rates: { usual: 'opus55' },
})

export const claudeFable51 = writer({
  id: 'anthropic/claude-fable-5.1',
  title: 'Claude Fable 5.1',
  summary: 'For what the others do not get right: long arcs, many threads, one voice.',
  model: 'claude-fable-5-1',
  rates: { usual: 'fable51' },
})
