import { z } from 'zod'
import { ErrorBodySchema } from '../errors.ts'
import { LiveFactsSchema } from '../node/live.ts'
import { contract } from './contract.ts'

export const LiveListSchema = z.object({
  /** When it was asked for, in milliseconds since 1970; absent where nothing has come yet. */
  asOf: z.number().exactOptional(),
  choices: LiveFactsSchema.shape.choices,
  /** How many of its prices are live. */
  prices: z.int().nonnegative(),
  /** Whether no other price of the provider is used. */
  allPrices: z.boolean(),
  /** Why there is no newer one. */
  trouble: ErrorBodySchema.exactOptional(),
})
export type LiveList = Readonly<z.infer<typeof LiveListSchema>>

export const liveList = contract({
  method: 'GET',
  path: '/api/providers/:id/live',
  summary: 'What a provider lists now: models, voices, how many of its prices are live. Looked at again twice a day.',
  params: z.object({ id: z.string().min(1).max(100) }),
  response: LiveListSchema,
})
