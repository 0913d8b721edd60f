import { z } from 'zod'
import { FingerprintSchema, NodeIdSchema, ProjectIdSchema } from '../ids.ts'
import { contract } from './contract.ts'

/** `bytes` of files, each counted once however many name it. */
export const AmountSchema = z.object({ count: z.int().nonnegative(), bytes: z.int().nonnegative() })
export type Amount = Readonly<z.infer<typeof AmountSchema>>

export const StorageSchema = z.object({
  /** Everything in the data folder that grows. */
  total: z.object({ assets: AmountSchema, results: AmountSchema, databaseBytes: z.int().nonnegative() }),
  limitBytes: z.int().positive().exactOptional(),
  /** What can go without losing anything that a project, take, pin, lock or template refers to. */
  collectable: z.object({
    /** Files that nothing names. */
    assets: AmountSchema,
    /** Free results that no step shows or would use again; `bytes` of the files that only they name. */
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

/**
 * `assets`: files that nothing names. `results`: free results and the files that only they name. `to-limit`: the files, then
 * results, least recently used first, until what is kept is below the limit.
 */
export const StorageWishSchema = z.enum(['assets', 'results', 'both', 'to-limit'])
export type StorageWish = z.infer<typeof StorageWishSchema>

export const collectStorage = contract({
  method: 'POST',
  path: '/api/storage/collect',
  summary: 'Deletes what the survey said could go, and nothing that has been used since.',
  body: z.object({ survey: z.string(), what: StorageWishSchema }),
  /** `deleted.results.bytes`: of the files that went with them, which are not in `deleted.assets`. */
  response: z.object({ deleted: z.object({ assets: AmountSchema, results: AmountSchema }), storage: StorageSchema }),
})

export const whoShows = contract({
  method: 'GET',
  path: '/api/projects/:id/results/:fingerprint/shown-in',
  summary: 'The other projects that show a stored result: were it forgotten, they would have to make it again.',
  params: z.object({ id: ProjectIdSchema, fingerprint: FingerprintSchema }),
  /** `binned`: it is in the bin. */
  response: z.object({ projects: z.array(z.object({ id: ProjectIdSchema, name: z.string(), binned: z.boolean() })) }),
})

export const dropResult = contract({
  method: 'DELETE',
  path: '/api/projects/:id/nodes/:node/results/:fingerprint',
  summary:
    'Forgets one stored result for good, paid or not, also the one that its node shows. Refused while it is pinned anywhere, made by a locked node, or used by a run.',
  params: z.object({ id: ProjectIdSchema, node: NodeIdSchema, fingerprint: FingerprintSchema }),
  response: z.object({ fingerprint: FingerprintSchema }),
})
