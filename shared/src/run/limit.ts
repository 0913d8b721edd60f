import { z } from 'zod'
import { MicrosSchema } from '../node/price.ts'

/** A limit that a person set for everything in a project, or on a day. */
export const LimitSchema = z.enum(['project', 'day'])
export type Limit = z.infer<typeof LimitSchema>

/** Which limit a step would go beyond, and the micro-dollars that were spent or set aside under it then. */
export const BeyondSchema = z.object({ limit: LimitSchema, spent: MicrosSchema })
export type Beyond = Readonly<z.infer<typeof BeyondSchema>>
