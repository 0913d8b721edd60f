import type { CheckAccount } from '@reelgraph/shared'
import { z } from 'zod'
import { providerFailure } from '../../failures/provider-error.ts'
import { openClient } from '../../open-ai-protocol/open-client.ts'
import { saidError } from '../../open-ai-protocol/said-error.ts'
import { accountHeaders } from './client.ts'
import { failureOf } from './errors.ts'
import { openai } from './provider.ts'

const ModelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

/** The list of models is free. What is left on the account is told to keys of an administrator only. */
export const checkAccount: CheckAccount = async ({ values, baseUrl, fetch: send, signal }) => {
  const headers = accountHeaders({ organization: values['organization'] ?? '', project: values['openaiProject'] ?? '' })
  const client = openClient({ baseUrl, key: values['key'] ?? '', send, headers })
  try {
    const { data } = ModelsSchema.parse(await client.get('/models', { signal }))
    return {
      notes: [
        `The key works for ${data.length} ${data.length === 1 ? 'model' : 'models'}. OpenAI tells the balance only to administrators.`,
      ],
    }
  } catch (thrown) {
    const status = saidError(thrown)?.status
    if (status === undefined || status >= 500)
      throw providerFailure(openai, { code: 'provider-down', charged: false, cause: thrown })
    throw failureOf(thrown, { clock: NO_CLOCK })
  }
}

/** Nothing is waited for here. */
const NO_CLOCK = { now: () => 0, sleep: async () => undefined }
