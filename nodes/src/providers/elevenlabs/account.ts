import type { CheckAccount } from '@reelgraph/shared'
import { z } from 'zod'
import { providerFailure } from '../../failures/provider-error.ts'
import { freeFailure, parseJson } from './errors.ts'
import { elevenlabs } from './provider.ts'

const SubscriptionSchema = z.object({
  tier: z.string().max(100).optional(),
  character_count: z.number().optional(),
  character_limit: z.number().optional(),
  next_character_count_reset_unix: z.number().nullish(),
  status: z.string().max(100).optional(),
})

/** How many requests at once a plan is given. */
const AT_ONCE: Readonly<Record<string, number>> = { free: 2, starter: 3, creator: 5, pro: 10, scale: 15, business: 15 }

/** The plan and what is left of it; a key that may not see that can still be seen to work. */
export const checkAccount: CheckAccount = async ({ values, baseUrl, fetch: ask, signal }) => {
  const get = async (path: string) => {
    const headers = { 'xi-api-key': values['key'] ?? '', accept: 'application/json' }
    const answer = await ask(`${baseUrl}${path}`, { headers, signal }).catch((cause: unknown) => {
      throw providerFailure(elevenlabs, { code: 'provider-down', charged: false, cause })
    })
    return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) }
  }
  const told = await get('/v1/user/subscription')
  if (told.status === 401 || told.status === 403) {
    const models = await get('/v1/models')
    if (models.status === 200) return { notes: ['The key works. It may not see the plan and what is left of it.'] }
  }
  if (told.status !== 200) throw freeFailure({ ...told, wordsField: '', now: 0 })
  const plan = SubscriptionSchema.safeParse(parseJson(new TextDecoder().decode(told.bytes))).data ?? {}
  const { tier, character_count: used, character_limit: most, next_character_count_reset_unix: reset, status } = plan
  const atOnce = AT_ONCE[tier ?? '']
  return {
    ...(tier !== undefined && { owner: `Plan “${tier}”` }),
    ...(used !== undefined && most !== undefined && { credits: { amount: most - used, unit: 'credits' } }),
    ...(atOnce !== undefined && { concurrency: atOnce }),
    notes: [
      ...(typeof reset === 'number'
        ? [`New credits come on ${new Date(reset * 1000).toISOString().slice(0, 10)}.`]
        : []),
      ...(status !== undefined && status !== 'active' ? [`The subscription is ${status.replaceAll('_', ' ')}.`] : []),
    ],
  }
}
