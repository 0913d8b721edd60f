import type { CheckAccount } from '@reelgraph/shared'
import { providerFailure } from '../../failures/provider-error.ts'
import { anthropicClient } from './client.ts'
import { failureOf, saidByAnthropic } from './errors.ts'
import { anthropic } from './provider.ts'

/** The list of models is free. What is left on the account is told to nobody's key. */
export const checkAccount: CheckAccount = async ({ values, baseUrl, fetch: send, signal }) => {
  const client = anthropicClient({ baseUrl, key: values['key'] ?? '', send })
  try {
    const { data } = await client.models.list({ limit: 100 }, { signal })
    return {
      notes: [
        `The key works for ${data.length} ${data.length === 1 ? 'model' : 'models'}. Anthropic tells the balance only in its console.`,
      ],
    }
  } catch (thrown) {
    const status = saidByAnthropic(thrown)?.status
    if (status === undefined || status >= 500)
      throw providerFailure(anthropic, { code: 'provider-down', charged: false, cause: thrown })
    throw failureOf(thrown, { clock: NO_CLOCK })
  }
}

/** Nothing is waited for here. */
const NO_CLOCK = { now: () => 0, sleep: async () => undefined }
