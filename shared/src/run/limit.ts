import { z } from 'zod'
import { MicrosSchema } from '../node/price.ts'

/** A limit that a person set for everything in a project, or on a day. */
export const LimitSchema = z.enum(['project', 'day'])
export type Limit = z.infer<typeof LimitSchema>

/** Which limit a step would go beyond, and the micro-dollars that were spent or set aside under it then. */
const BeyondSchema = z.object({ limit: LimitSchema, spent: MicrosSchema })
export type Beyond = Readonly<z.infer<typeof BeyondSchema>>

/** Why a step is held for its price: it would cost more than was agreed to. */
export const OverSchema = z.object({
  /** Micro-dollars; `null` where its price is unknown. */
  needs: MicrosSchema.nullable(),
  /** Micro-dollars. */
  left: MicrosSchema,
  /** Whose limit it is, where it is not what its run may spend. */
  beyond: BeyondSchema.exactOptional(),
  /** That its price is unknown was agreed to; but what the run may spend is spent. */
  atCap: z.literal(true).exactOptional(),
  /** Under a limit one step of unknown price is made at a time; another one is under way, and this one goes on by itself. */
  turn: z.literal(true).exactOptional(),
})
export type Over = Readonly<z.infer<typeof OverSchema>>

/** Of whatever tells it. */
export const overOf = ({ needs, left, beyond, atCap, turn }: Over): Over => ({
  ...{ needs, left },
  ...(beyond && { beyond }),
  ...(atCap && { atCap }),
  ...(turn && { turn }),
})
