import { z } from 'zod'
import type { Fingerprint } from '../ids.ts'

/**
 * What became of the last try, where it has left nothing. `forgotten`: it had a result, which has been deleted since. `lost`: the
 * result is there, and a file of it is not.
 */
export const SetbackEndSchema = z.enum(['failed', 'cancelled', 'unknown', 'forgotten', 'lost'])
export type SetbackEnd = z.infer<typeof SetbackEndSchema>

/** Of one node and item: that it was tried, and nothing came of it. */
export interface Setback {
  readonly ended: SetbackEnd
  /** In milliseconds since 1970. */
  readonly at: number
  /** What was tried, where that is known. */
  readonly fingerprint?: Fingerprint | undefined
}
