import { z } from 'zod'

/** Whose waiting work goes first where runs share an account. */
export const PrioritySchema = z.enum(['low', 'normal', 'high'])
export type Priority = z.infer<typeof PrioritySchema>
