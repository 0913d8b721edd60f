import { z } from 'zod'
import { NodeIdSchema, ProjectIdSchema, RunIdSchema } from '../ids.ts'
import { MicrosSchema, PriceSchema } from '../node/price.ts'
import { contract } from './contract.ts'

const params = z.object({ id: z.string().min(1).max(100) })

/** What trying a provider for real would do. */
export const TrialOfferSchema = z.object({
  /** Of its models that make something of words alone, the one that costs least. */
  model: z.string(),
  title: z.string(),
  makes: z.enum(['text', 'image', 'video', 'audio']),
  /** What it is asked for. */
  prompt: z.string(),
  price: PriceSchema,
})
export type TrialOffer = Readonly<z.infer<typeof TrialOfferSchema>>

export const offerTrial = contract({
  method: 'GET',
  path: '/api/providers/:id/trial',
  summary: 'What trying this provider for real would do, and what it would cost. Nothing is asked of it.',
  params,
  response: TrialOfferSchema,
})

export const startTrial = contract({
  method: 'POST',
  path: '/api/providers/:id/trial',
  summary: 'Tries this provider for real: a run of one step, in a project of its own.',
  params,
  body: z.object({
    /** The one that was offered. */
    model: z.string().max(200),
    /** Micro-dollars that the person saw as the most it can cost; absent where nobody knows, and they agreed to that. */
    atMost: MicrosSchema.exactOptional(),
  }),
  response: z.object({ project: ProjectIdSchema, run: RunIdSchema, node: NodeIdSchema }),
  status: 202,
})
