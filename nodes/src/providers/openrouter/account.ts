import type { AccountFacts, CheckAccount } from '@reelgraph/shared'
import { APIError } from 'openai'
import { z } from 'zod'
import { chatFailure } from '../../open-ai-protocol/chat-failure.ts'
import { openClient } from '../../open-ai-protocol/open-client.ts'
import { saidError } from '../../open-ai-protocol/said-error.ts'
import { providerFailure } from '../../failures/provider-error.ts'
import { readError } from './errors.ts'
import { openrouter } from './provider.ts'

const KeySchema = z.object({
  data: z.object({
    label: z.string().nullish(),
    limit: z.number().nullish(),
    limit_remaining: z.number().nullish(),
    limit_reset: z.string().nullish(),
    usage_daily: z.number().nullish(),
    is_free_tier: z.boolean().nullish(),
    expires_at: z.string().nullish(),
  }),
})

/** What a key may still spend, and has spent today. The balance of the account is only told to keys that manage others. */
export const checkAccount: CheckAccount = async ({ values, baseUrl, fetch: send, signal }) => {
  const client = openClient({ baseUrl, key: values['key'] ?? '', send })
  try {
    return factsOf(KeySchema.parse(await client.get('/key', { signal })).data)
  } catch (thrown) {
    throw failureOf(thrown)
  }
}

const factsOf = (key: z.infer<typeof KeySchema>['data']): AccountFacts => {
  const { label, limit, limit_remaining: left, limit_reset: reset, usage_daily: today } = key
  const notes = [
    left === null || left === undefined
      ? 'This key has no limit of its own.'
      : 'Credits are what this key may still spend.',
    ...(key.is_free_tier ? ['The account has never bought credits: only free models, a few times a day.'] : []),
    ...(key.expires_at ? [`The key ends on ${key.expires_at.slice(0, 10)}.`] : []),
  ]
  return {
    ...(label && { owner: label.slice(0, 200) }),
    ...(typeof left === 'number' && { credits: { amount: left, unit: 'USD' } }),
    ...(typeof today === 'number' && { usedToday: { amount: today, unit: 'USD' } }),
    ...(typeof limit === 'number' && reset === 'daily' && { dailyLimit: { amount: limit, unit: 'USD' } }),
    notes,
  }
}

/** Nothing was paid for asking. */
const failureOf = (thrown: unknown): Error => {
  const status = saidError(thrown)?.status
  if (!(thrown instanceof APIError) || status === undefined || status >= 500)
    return providerFailure(openrouter, { code: 'provider-down', charged: false, cause: thrown })
  return chatFailure(thrown, { provider: openrouter, now: 0, read: readError, chargedInside: false })
}
