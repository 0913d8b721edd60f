import { z } from 'zod'
import { RunIdSchema } from '../ids.ts'
import { TaskStateSchema } from './state.ts'

/**
 * The last try at a step of which nothing has come: what its run said of it in the end. `fingerprint` of the task is of what it
 * should have made, where that is known.
 */
export const VainTrySchema = z.object({ run: RunIdSchema, task: TaskStateSchema })
export type VainTry = Readonly<z.infer<typeof VainTrySchema>>
