import {
  canonical,
  isRefusal,
  type Context,
  type Found,
  type Json,
  type LostAttempt,
  type ModelDefinition,
} from '@reelgraph/shared'
import { z } from 'zod'
import { addressOf } from './client.ts'
import type { FalRequest } from './request.ts'
import { QueuedSchema, rememberedOf, type FalTicket } from './ticket.ts'

const HistorySchema = z.object({
  items: z.array(z.object({ request_id: z.string(), json_input: z.unknown(), json_output: z.unknown() })),
})

/** What was asked of an endpoint and has ended, with what was sent and what came. Undefined where fal does not tell. @throws where it cannot be asked now. */
const historyOf = async (ctx: Context, query: Readonly<Record<string, string>>) => {
  const url = new URL(addressOf(ctx.baseUrl, 'https://api.fal.ai/v1/models/requests/by-endpoint'))
  for (const [name, value] of Object.entries({ ...query, expand: 'payloads' })) url.searchParams.set(name, value)
  const response = await ctx.http.free(url, { headers: { authorization: `Key ${ctx.secret('key')}` } })
  if (response.status === 429 || response.status >= 500)
    throw new TypeError(`its history answers HTTP ${response.status}`)
  return response.ok ? HistorySchema.parse(await response.json()).items : undefined
}

/** The answer of a job whose result is not kept any more. */
export const outputInHistory = async (ctx: Context, { endpoint, requestId }: FalTicket): Promise<unknown> => {
  const items = await historyOf(ctx, { endpoint_id: endpoint, request_id: requestId })
  return items?.find((item) => item.request_id === requestId)?.json_output ?? undefined
}

/** Clocks differ. */
const SKEW_MS = 60_000

/** By the answer where it was kept, else by what was sent, in the history of the account. That does not list what still runs. */
export const findInQueue = async (
  ctx: Context,
  { at, answer }: Pick<LostAttempt<ModelDefinition>, 'at' | 'answer'>,
  { endpoint, input }: FalRequest,
): Promise<Found<FalTicket>> => {
  const remembered = rememberedOf(input)
  const found = (requestId: string): Found<FalTicket> => ({
    state: 'found',
    ticket: { endpoint, requestId, ...remembered, at },
  })
  if (answer && answer.status < 300) {
    const queued = QueuedSchema.safeParse(parseJson(answer.body))
    if (queued.success) return found(queued.data.request_id)
  }
  if (answer && isRefusal(answer.status)) return { state: 'never-arrived' }
  const items = await historyOf(ctx, { endpoint_id: endpoint, start: new Date(at - SKEW_MS).toISOString() })
  const sent = canonical(withoutMedia(input))
  const same = items?.filter(({ json_input: given }) => canonical(withoutMedia(given)) === sent) ?? []
  return same.length === 1 && same[0] ? found(same[0].request_id) : { state: 'cannot-tell' }
}

/** Histories keep pictures by other addresses. */
const withoutMedia = (input: unknown): Json =>
  typeof input === 'object' && input !== null
    ? (Object.fromEntries(Object.entries(input).filter(([name]) => !/_urls?$/.test(name))) as Json) // JSON in, JSON out
    : null

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
