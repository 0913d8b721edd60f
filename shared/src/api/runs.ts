import { z } from 'zod'
import { ProjectIdSchema, RunIdSchema } from '../ids.ts'
import { MicrosSchema } from '../node/price.ts'
import { RunEventSchema } from '../run/events.ts'
import { ScopeSchema } from '../run/plan.ts'
import { RunSchema, RunStatusSchema } from '../run/state.ts'
import { contract } from './contract.ts'

const params = z.object({ id: RunIdSchema })

export const RunSummarySchema = z.object({
  id: RunIdSchema,
  project: ProjectIdSchema,
  revision: z.int(),
  scope: ScopeSchema,
  status: RunStatusSchema,
  createdAt: z.number(),
  endedAt: z.number().exactOptional(),
  cost: MicrosSchema,
})
export type RunSummary = z.infer<typeof RunSummarySchema>

export const startRun = contract({
  method: 'POST',
  path: '/api/projects/:id/runs',
  summary: 'Starts a run. A plan that costs more than the person saw is refused with the new one.',
  params: z.object({ id: ProjectIdSchema }),
  body: z.object({
    /** Made by the sender; a repeated id returns the first answer. */
    id: RunIdSchema.exactOptional(),
    scope: ScopeSchema,
    /** What the person saw. */
    revision: z.int().nonnegative().exactOptional(),
    atMost: MicrosSchema.exactOptional(),
    cap: MicrosSchema.exactOptional(),
  }),
  response: z.object({ runId: RunIdSchema }),
  status: 202,
})

export const listRuns = contract({
  method: 'GET',
  path: '/api/projects/:id/runs',
  summary: 'The runs of a project, newest first.',
  params: z.object({ id: ProjectIdSchema }),
  response: z.object({ runs: z.array(RunSummarySchema) }),
})

export const getRun = contract({
  method: 'GET',
  path: '/api/runs/:id',
  summary: 'The state of a run.',
  params,
  response: RunSchema,
})

export const cancelRun = contract({
  method: 'POST',
  path: '/api/runs/:id/cancel',
  summary: 'Stops a run. What is finished stays.',
  params,
  response: z.object({ id: RunIdSchema }),
})

export const SequencedEventSchema = z.object({ seq: z.int().positive(), event: RunEventSchema })
export type SequencedEvent = z.infer<typeof SequencedEventSchema>

export const listRunEvents = contract({
  method: 'GET',
  path: '/api/runs/:id/events',
  summary: 'The journal of a run after a sequence number.',
  params,
  query: z.object({ since: z.coerce.number().int().nonnegative().default(0) }),
  response: z.object({ events: z.array(SequencedEventSchema) }),
})
