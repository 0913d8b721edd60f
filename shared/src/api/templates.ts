import { z } from 'zod'
import { ProjectIdSchema, TemplateIdSchema } from '../ids.ts'
import { PriceSchema } from '../node/price.ts'
import { contract } from './contract.ts'
import { GraphSchema } from '../project/document.ts'

export const TemplateSchema = z.object({
  id: TemplateIdSchema,
  name: z.string().min(1).max(200),
  summary: z.string().max(1000),
  /** Comes with Reelgraph, or was saved by a person. */
  builtIn: z.boolean(),
  /** What a person has to bring: keys, a photo. */
  needs: z.array(z.string()),
  graph: GraphSchema,
  /** A picture of what comes out. */
  poster: z.string().exactOptional(),
})
export type Template = z.infer<typeof TemplateSchema>

/** A template in the gallery. */
export const OfferedTemplateSchema = TemplateSchema.extend({
  /** Of a first run, with every key at hand. Absent where it cannot be said before a person brings something. */
  price: PriceSchema.exactOptional(),
})
export type OfferedTemplate = z.infer<typeof OfferedTemplateSchema>

export const listTemplates = contract({
  method: 'GET',
  path: '/api/templates',
  summary: 'The gallery.',
  response: z.object({ templates: z.array(OfferedTemplateSchema) }),
})

export const saveTemplate = contract({
  method: 'POST',
  path: '/api/templates',
  summary: 'Saves a project as a template: its graph without results.',
  body: z.object({
    project: ProjectIdSchema,
    name: z.string().min(1).max(200),
    summary: z.string().max(1000).default(''),
  }),
  response: TemplateSchema,
  status: 201,
})

export const deleteTemplate = contract({
  method: 'DELETE',
  path: '/api/templates/:id',
  summary: 'Deletes a saved template.',
  params: z.object({ id: TemplateIdSchema }),
  response: z.object({ id: TemplateIdSchema }),
})
