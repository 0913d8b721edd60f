import type { AccountFacts, AccountQuestion, CheckAccount } from '@reelgraph/shared'
import { z } from 'zod'
import { providerFailure } from '../../failures/provider-error.ts'
import { chatFailure } from '../../open-ai-protocol/chat-failure.ts'
import { openClient } from '../../open-ai-protocol/open-client.ts'
import { saidError } from '../../open-ai-protocol/said-error.ts'
import { reasonOf } from '../../failures/thrown.ts'
import { accountUrl, withOneError } from './client.ts'
import { readError } from './errors.ts'
import { cloudflare } from './provider.ts'

const TokenSchema = z.object({
  result: z.object({ status: z.string().nullish(), expires_on: z.string().nullish() }).nullish(),
})

/** Two things are asked, both for nothing: whether the token is good, and whether it may use Workers AI on this account. */
export const checkAccount: CheckAccount = async (question) => {
  const { result } = TokenSchema.parse(await firstGood(question))
  if (result?.status && result.status !== 'active')
    throw providerFailure(cloudflare, { code: 'key-rejected', said: `the token is ${result.status}`, charged: false })
  await ask(question, `${accountOf(question)}/ai/models/search?per_page=1`)
  const notes = [
    '10,000 neurons a day are free, from midnight UTC on. Cloudflare does not tell how many are left.',
    ...(result?.expires_on ? [`The token ends on ${result.expires_on.slice(0, 10)}.`] : []),
  ]
  return { perMinute: 300, notes } satisfies AccountFacts
}

/** A token is a person’s or the account’s, and each is verified in its own place. */
const firstGood = async (question: AccountQuestion): Promise<unknown> => {
  try {
    return await ask(question, `${question.baseUrl}/user/tokens/verify`)
  } catch (notAPersons) {
    return ask(question, `${accountOf(question)}/tokens/verify`).catch(() => {
      throw notAPersons
    })
  }
}

const accountOf = ({ baseUrl, values }: AccountQuestion): string => accountUrl(baseUrl, values['accountId'] ?? '')

const ask = async ({ baseUrl, values, fetch: send, signal }: AccountQuestion, url: string): Promise<unknown> => {
  try {
    return await openClient({ baseUrl, key: values['key'] ?? '', send: withOneError(send) }).get(url, { signal })
  } catch (thrown) {
    const status = saidError(thrown)?.status
    if (status === undefined || status >= 500)
      throw providerFailure(cloudflare, {
        code: 'provider-down',
        said: reasonOf(thrown),
        charged: false,
        cause: thrown,
      })
    throw chatFailure(thrown, { provider: cloudflare, now: 0, read: readError, chargedInside: false })
  }
}
