import type { CheckAccount } from '@reelgraph/shared'
import { z } from 'zod'
import { providerFailure } from '../../failures/provider-error.ts'
import { chatFailure } from '../../open-ai-protocol/chat-failure.ts'
import { openClient } from '../../open-ai-protocol/open-client.ts'
import { saidError } from '../../open-ai-protocol/said-error.ts'
import { reasonOf } from '../../failures/thrown.ts'
import { addressOf } from './address.ts'
import { readError } from './errors.ts'
import { compatible } from './provider.ts'

const ModelsSchema = z.object({ data: z.array(z.object({ id: z.string() })).nullish() })
/** As much as a note holds. */
const LONGEST = 280

/** Which models the server has. */
export const checkAccount: CheckAccount = async ({ values, baseUrl, fetch: send, signal }) => {
  const client = openClient({ baseUrl: addressOf(baseUrl), key: values['key'] ?? '', send })
  try {
    const { data } = ModelsSchema.parse(await client.get('/models', { signal }))
    const names = (data ?? []).map(({ id }) => id)
    if (names.length === 0) return { notes: ['The server answers, and has no model yet.'] }
    const all = `Its models: ${names.join(', ')}.`
    return { notes: [all.length > LONGEST ? `${all.slice(0, LONGEST)} …` : all] }
  } catch (thrown) {
    const status = saidError(thrown)?.status
    if (status === undefined || status >= 500)
      throw providerFailure(compatible, {
        code: 'provider-down',
        said: reasonOf(thrown),
        charged: false,
        cause: thrown,
      })
    throw chatFailure(thrown, { provider: compatible, now: 0, read: readError, chargedInside: false })
  }
}
