import type { CheckAccount } from '@reelgraph/shared'
import { providerFailure } from '../../failures/provider-error.ts'
import { geminiClient } from './client.ts'
import { failureOf, saidByGemini } from './errors.ts'
import { gemini } from './provider.ts'

/** The list of models is free. Nobody's key is told what is left on the account. */
export const checkAccount: CheckAccount = async ({ values, baseUrl, fetch: send, signal }) => {
  const client = geminiClient({ baseUrl, key: values['key'] ?? '', send })
  try {
    const models = await client.models.list({ config: { pageSize: 1, abortSignal: signal } })
    if (models.page.length === 0) return { notes: ['The key works, and has no model yet.'] }
    return { notes: ['The key works. Google tells what is spent, and the limits, only in AI Studio.'] }
  } catch (thrown) {
    const said = saidByGemini(thrown, { inside: false })
    if (said === undefined || said.code >= 500)
      throw providerFailure(gemini, { code: 'provider-down', charged: false, cause: thrown })
    throw failureOf(thrown, { clock: NO_CLOCK })
  }
}

/** Nothing is waited for here. */
const NO_CLOCK = { now: () => 0, sleep: async () => undefined }
