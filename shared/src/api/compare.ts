import { z } from 'zod'
import { NodeIdSchema, ProjectIdSchema } from '../ids.ts'
import { ModelOfferSchema } from '../run/model-offer.ts'
import { contract } from './contract.ts'

export const compareModels = contract({
  method: 'POST',
  path: '/api/projects/:id/compare',
  summary: 'Every model that a node could hold: what it costs there, how long it takes, and what would not fit.',
  params: z.object({ id: ProjectIdSchema }),
  body: z.object({
    node: NodeIdSchema,
    /** The revision the sender saw; refused where the project has not come as far. */
    revision: z.int().nonnegative().exactOptional(),
  }),
  response: z.object({
    /** What it is true of. */
    revision: z.int().nonnegative(),
    offers: z.array(ModelOfferSchema),
  }),
})
