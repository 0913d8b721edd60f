import { z } from 'zod'
import { FingerprintSchema, ProjectIdSchema, RunIdSchema } from '../ids.ts'
import { MicrosSchema } from '../node/price.ts'
import { AttemptFactsSchema } from '../run/attempt.ts'
import { FindingSchema } from '../run/findings.ts'
import { SubjectSchema } from '../run/fingerprint.ts'
import { OutputsSchema } from '../run/plan.ts'

/** The outputs stored under a fingerprint, and where they came from. */
export const StoredResultSchema = z.object({
  fingerprint: FingerprintSchema,
  outputs: OutputsSchema,
  subject: SubjectSchema,
  project: ProjectIdSchema,
  run: RunIdSchema,
  node: z.string(),
  item: z.string().nullable(),
  /** When it was made, milliseconds since 1970, and how long that took. */
  at: z.number(),
  milliseconds: z.number(),
  cost: MicrosSchema,
  /** A person changed what the step had made. */
  edited: z.literal(true).exactOptional(),
  /** What is off with it, as far as a machine can see it; absent where nobody has looked. */
  findings: z.array(FindingSchema).readonly().exactOptional(),
  ...AttemptFactsSchema.omit({ cost: true }).shape,
})
export type StoredResult = z.infer<typeof StoredResultSchema>
