import type { AttemptFacts, Charged, JobState } from '@reelgraph/shared'
import { z } from 'zod'
import { providerError, type Told } from '../../failures/provider-error.ts'
import { tokenCost, tokenRates } from '../../writing/token-price.ts'
import { WRITERS, type DirectedImage } from './directed-models.ts'
import { readError } from './errors.ts'
import { ImageUsageSchema, imageFacts } from './image-usage.ts'
import prices from './prices.json' with { type: 'json' }
import { openai } from './provider.ts'

const ErrorSchema = z.object({ code: z.string().nullish(), message: z.string().nullish() })

const PartSchema = z.object({ text: z.string().nullish(), refusal: z.string().nullish() })
/** Of a picture, or of what was said beside it. */
const ItemSchema = z.object({
  type: z.string(),
  result: z.string().nullish(),
  revised_prompt: z.string().nullish(),
  error: ErrorSchema.nullish(),
  content: z.array(PartSchema).nullish().catch(undefined),
})

export const ResponseSchema = z.object({
  id: z.string().min(1),
  status: z.string(),
  error: ErrorSchema.nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(ItemSchema).nullish(),
  usage: z
    .object({
      input_tokens: z.number(),
      output_tokens: z.number(),
      output_tokens_details: z.object({ reasoning_tokens: z.number().nullish() }).nullish(),
    })
    .nullish(),
  tool_usage: z.object({ image_gen: ImageUsageSchema.nullish() }).nullish(),
})
type Answer = z.infer<typeof ResponseSchema>

interface Ask {
  readonly writer: keyof typeof WRITERS
  /** As it was sent. */
  readonly prompt: string
}

type State = JobState<DirectedImage['definition']>

/** How far it is, or what came of it. */
export const directedState = (answer: Answer, { writer, prompt }: Ask): State => {
  if (answer.status === 'queued') return { state: 'queued' }
  // what OpenAI may come to say in between is no end
  if (!ENDS.has(answer.status)) return { state: 'running' }
  const spent = factsOf(answer, WRITERS[writer])
  const drawn = answer.output?.find(({ type }) => type === 'image_generation_call')
  if (drawn?.result) {
    const rewritten = drawn.revised_prompt ?? ''
    return {
      ...{ state: 'done', outputs: { image: { bytes: new Uint8Array(Buffer.from(drawn.result, 'base64')) } } },
      ...spent,
      // as much of it as is kept
      ...(rewritten !== '' && rewritten.trim() !== prompt.trim() && { prompt: rewritten.slice(0, MOST_KEPT) }),
    }
  }
  const told = whyNot(answer, drawn?.error ?? undefined)
  const error = providerError(openai, { ...told, requestId: answer.id })
  return { state: 'failed', error, charged: chargedFor(answer, spent.cost), ...spent }
}

const ENDS = new Set(['completed', 'failed', 'incomplete', 'cancelled'])
const MOST_KEPT = 20_000

/** What it read and wrote is told by itself; what its picture took may not be, and then nobody knows the cost. */
const factsOf = ({ id, usage, tool_usage: tools }: Answer, rate: string): AttemptFacts => {
  const image = tools?.image_gen ? imageFacts(tools.image_gen) : undefined
  if (!usage) return { requestId: id, ...(image && { units: image.units }) }
  const thinking = usage.output_tokens_details?.reasoning_tokens
  const words = tokenCost({ input: usage.input_tokens, output: usage.output_tokens }, tokenRates(prices.rates, rate))
  return {
    requestId: id,
    ...(image && { cost: words + image.cost }),
    units: {
      ...{ 'read tokens': usage.input_tokens, 'written tokens': usage.output_tokens },
      ...(typeof thinking === 'number' && { 'thinking tokens': thinking }),
      ...image?.units,
    },
  }
}

const chargedFor = ({ usage }: Answer, cost: number | undefined): Charged => {
  if (cost !== undefined) return cost > 0
  return usage ? usage.input_tokens + usage.output_tokens > 0 : 'unknown'
}

/** Why there is no picture: refused by a filter or by the model itself, stopped, broken, or words instead of it. */
const whyNot = (answer: Answer, ofPicture: z.infer<typeof ErrorSchema> | undefined): Told => {
  if (answer.status === 'cancelled') return { code: 'cancelled' }
  const wrong = ofPicture ?? answer.error ?? undefined
  if (wrong) {
    const read = readError({ ...NO_ANSWER, message: wrong.message ?? '', code: wrong.code ?? '' }, 0)
    return PICTURE.test(wrong.code ?? '') ? { ...read, code: 'bad-parameter', field: 'references' } : read
  }
  const parts = answer.output?.flatMap(({ content }) => content ?? []) ?? []
  const refused = parts.map(({ refusal }) => refusal ?? '').join('')
  if (refused !== '') return { code: 'content-policy', said: refused, field: 'prompt' }
  const { reason } = answer.incomplete_details ?? {}
  if (reason === 'content_filter') return { code: 'content-policy', said: 'its filter stopped it', field: 'prompt' }
  const words = parts.map(({ text }) => text ?? '').join('')
  return { code: 'bad-output', said: words || `there is no picture in its answer${reason ? ` (${reason})` : ''}` }
}

/** An error inside an answer that is good in form. */
const NO_ANSWER = {
  ...{ status: undefined, type: '', param: undefined, metadata: {}, headers: undefined, requestId: undefined },
} as const
/** Of pictures that came along. */
const PICTURE = /^(invalid|empty|unsupported|failed_to_download)_\w*image|^image_(too|parse|file)/
