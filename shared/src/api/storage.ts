import { z } from 'zod'
import { FingerprintSchema, NodeIdSchema, ProjectIdSchema } from '../ids.ts'
import { contract } from './contract.ts'

const AmountSchema = z.object({ count: z.int().nonnegative(), bytes: z.int().nonnegative() })

export const StorageSchema = z.object({
  /** Everything in the data folder that grows. */
  total: z.object({ assets: AmountSchema, results: AmountSchema, databaseBytes: z.int().nonnegative() }),
  limitBytes: z.int().positive().exactOptional(),
  /** What can go without losing anything that a project, take, pin, lock or template refers to. */
  collectable: z.object({
    /** Files that nothing names. */
    assets: AmountSchema,
    /** Free results that no step would use again, least recently used first; `bytes` of the files only they name. */
    results: AmountSchema,
  }),
  /** What is kept although nothing uses it, because it was paid for: only a person drops it. */
  paid: AmountSchema,
  /** Names exactly this state of things: collecting asks for it, so that what was shown is what goes. */
  survey: z.string(),
})
export type Storage = Readonly<z.infer<typeof StorageSchema>>

export const getStorage = contract({
  method: 'GET',
  path: '/api/storage',
  summary: 'What is kept, how large it is, and what could go. Changes nothing.',
  response: StorageSchema,
})

export const collectStorage = contract({
  method: 'POST',
  path: '/api/storage/collect',
  summary: 'Deletes what the survey said could go, and nothing that has been used since.',
  body: z.object({ survey: z.string(), what: z.enum(['assets', 'results', 'both', 'to-limit']) }),
  response: z.object({ deleted: z.object({ assets: AmountSchema, results: AmountSchema }), storage: StorageSchema }),
})

export const dropResult = contract({
  method: 'DELETE',
  path: '/api/projects/:id/nodes/:node/results/:fingerprint',
  summary: 'Forgets one stored result for good. Refused while it is pinned somewhere.',
  params: z.object({ id: ProjectIdSchema, node: NodeIdSchema, fingerprint: FingerprintSchema }),
  response: z.object({ fingerprint: FingerprintSchema }),
})
