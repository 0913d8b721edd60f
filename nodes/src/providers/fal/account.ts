import type { CheckAccount } from '@reelgraph/shared'
import { ApiError } from '@fal-ai/client'
import { z } from 'zod'
import { providerFailure } from '../../failures/provider-error.ts'
import { addressOf } from './client.ts'
import { submitFailure } from './errors.ts'
import { fal } from './provider.ts'

const BillingSchema = z.object({
  username: z.string().max(200).optional(),
  credits: z.object({ current_balance: z.number(), currency: z.string().max(40) }).optional(),
})

/** The price list asks for a key and costs nothing; the balance is only told to keys of an administrator. */
export const checkAccount: CheckAccount = async ({ values, baseUrl, fetch: ask, signal }) => {
  const get = async (path: string): Promise<Response> => {
    const url = addressOf(baseUrl, `https://api.fal.ai/v1/${path}`)
    const headers = { authorization: `Key ${values['key'] ?? ''}`, accept: 'application/json' }
    return ask(url, { headers, signal }).catch((cause: unknown) => {
      throw providerFailure(fal, { code: 'provider-down', charged: false, cause })
    })
  }
  const prices = await get('models/pricing?endpoint_id=fal-ai/flux/dev')
  if (!prices.ok) throw await failureOf(prices)
  await prices.body?.cancel()
  const billing = await get('account/billing?expand=credits')
  const facts = billing.ok ? BillingSchema.safeParse(await billing.json()).data : undefined
  if (!facts) return { notes: ['The key works. fal tells the balance only to keys of an administrator.'] }
  const { username, credits } = facts
  return {
    ...(username !== undefined && { owner: username }),
    ...(credits && { credits: { amount: credits.current_balance, unit: credits.currency } }),
  }
}

const failureOf = async (response: Response): Promise<Error> => {
  const body: unknown = await response.json().catch(() => undefined)
  const { status, statusText, headers } = response
  if (status >= 500) return providerFailure(fal, { code: 'provider-down', said: `HTTP ${status}`, charged: false })
  return submitFailure(new ApiError({ message: statusText, status, body }), { headers, now: 0 })
}
