import type { ReadLive } from '@reelgraph/shared'
import { z } from 'zod'
import { addressOf } from './client.ts'

/** Our prices that are a service’s one price of one unit: which one, and what it must be told in to be it. */
const LISTED: readonly { readonly rate: string; readonly endpoint: string; readonly unit: RegExp }[] = [
  { rate: 'fluxDevPerMegapixel', endpoint: 'fal-ai/flux/dev', unit: /^megapixels?$/i },
  { rate: 'fluxSchnellPerMegapixel', endpoint: 'fal-ai/flux/schnell', unit: /^megapixels?$/i },
  { rate: 'flux2PerMegapixel', endpoint: 'fal-ai/flux-2', unit: /^megapixels?$/i },
  { rate: 'fluxKontextPerImage', endpoint: 'fal-ai/flux-pro/kontext', unit: /^images?$/i },
]

const PricingSchema = z.object({
  prices: z.array(
    z.object({
      endpoint_id: z.string(),
      unit_price: z.number().nonnegative().max(100),
      unit: z.string(),
      currency: z.string().nullish(),
    }),
  ),
})

/** What fal asks for now. A price in another unit, or none, leaves that of our list. */
export const readLive: ReadLive = async ({ values, baseUrl, fetch: ask, signal }) => {
  const headers = { authorization: `Key ${values['key'] ?? ''}`, accept: 'application/json' }
  const told = await Promise.all(
    LISTED.map(async ({ rate, endpoint, unit }) => {
      const url = addressOf(baseUrl, `https://api.fal.ai/v1/models/pricing?endpoint_id=${endpoint}`)
      const answer = await ask(url, { headers, signal })
      if (!answer.ok) throw new TypeError(`HTTP ${answer.status}`)
      const { prices } = PricingSchema.parse(await answer.json())
      const price = prices.find(({ endpoint_id: id }) => id === endpoint)
      const fits = price && unit.test(price.unit) && (price.currency ?? 'USD') === 'USD'
      return fits ? [[rate, price.unit_price] as const] : []
    }),
  )
  return { rates: Object.fromEntries(told.flat()), allRates: false, choices: {} }
}
