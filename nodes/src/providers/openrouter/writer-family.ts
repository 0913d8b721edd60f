import { defineModel, type ModelDefinition, type Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { maxTokensParam, schemaParam, splitParam } from '../../writing/writer-params.ts'
import { WRITER_INPUTS, writerOutputs, type WriterOutputs } from '../../writing/writer-ports.ts'
import { writerProblems } from '../../writing/writer-problems.ts'
import { ROUTING, namesIn } from './routing.ts'
import { either, slugPrice } from './slug-price.ts'

/** Parameters of every model on OpenRouter. */
const COMMON = { maxTokens: maxTokensParam(64_000), split: splitParam(), schema: schemaParam(), ...ROUTING }
type Params = z.ZodObject<typeof COMMON>

interface Row<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly summary: string
  /** OpenRouter's name for it; nothing where the person says it. */
  readonly slug?: string
  /** What it takes beside. */
  readonly takes: z.core.$ZodLooseShape
  problems?(params: Readonly<Record<string, unknown>>): readonly Problem[]
  readonly examples: readonly [string, string, string]
}

export interface OpenRouterWriter<Id extends string = string> {
  readonly definition: ModelDefinition<Id, typeof WRITER_INPUTS, WriterOutputs, Params>
  readonly slug?: string
}

/** Every model that may come to write it: the one that is asked for, then what is to be used instead. */
export const slugsOf = (
  slug: string | undefined,
  params: Readonly<Record<string, unknown>> & { readonly fallbacks: string },
): readonly string[] => [slug ?? z.string().parse(params['model']).trim(), ...namesIn(params.fallbacks)]

export const writer = <const Id extends string>(row: Row<Id>): OpenRouterWriter<Id> => ({
  ...(row.slug !== undefined && { slug: row.slug }),
  definition: defineModel<Id, typeof WRITER_INPUTS, WriterOutputs, Params>({
    ...{ id: row.id, version: 1, makes: 'text', title: row.title, summary: row.summary, examples: row.examples },
    inputs: WRITER_INPUTS,
    outputs: writerOutputs,
    // what a row takes beside is read by the executor's own schema
    params: z.object({ ...row.takes, ...COMMON }),
    price({ params, inputs, rates }) {
      const { maxTokens, schema } = params
      const asked = { prompt: inputs.prompt, system: inputs.system, schema, maxTokens }
      return slugsOf(row.slug, params)
        .map((slug) => slugPrice(slug, rates, asked))
        .reduce(either)
    },
    problems: ({ params, inputs }) => [...writerProblems({ params, inputs }), ...(row.problems?.(params) ?? [])],
  }),
})
