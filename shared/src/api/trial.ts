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

const StartedTrialSchema = z.object({ project: ProjectIdSchema, run: RunIdSchema, node: NodeIdSchema })
export type StartedTrial = Readonly<z.infer<typeof StartedTrialSchema>>

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
  response: StartedTrialSchema,
  status: 202,
})

/** In characters: longer words are not written anew by a model. */
export const MOST_REWORDED = 20_000

const refused = {
  /** As a person would send them again. */
  words: z.string().trim().min(1).max(MOST_REWORDED),
  /** Why they were refused, as the provider said it. */
  because: z.string().max(2000),
}

export const offerWordings = contract({
  method: 'POST',
  path: '/api/wordings/offers',
  summary: 'What a model that writes would take for another wording of refused words. Nothing is asked of it.',
  body: z.object(refused),
  /** The cheapest of each provider that can write now, the cheapest of all first. */
  response: z.object({ offers: z.array(TrialOfferSchema) }),
})

export const startWording = contract({
  method: 'POST',
  path: '/api/wordings',
  summary: 'Asks a model for another wording of refused words: a run of one step, in a project of its own.',
  body: z.object({
    ...refused,
    /** One that was offered. */
    model: z.string().max(200),
    /** Micro-dollars that the person saw as the most it can cost; absent where nobody knows, and they agreed to that. */
    atMost: MicrosSchema.exactOptional(),
  }),
  response: StartedTrialSchema,
  status: 202,
})
