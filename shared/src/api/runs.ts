import { z } from 'zod'
import { FingerprintSchema, NodeIdSchema, ProjectIdSchema, RunIdSchema } from '../ids.ts'
import { MicrosSchema } from '../node/price.ts'
import { RunEventSchema } from '../run/events.ts'
import { OutputsSchema, ScopeSchema } from '../run/plan.ts'
import { PrioritySchema } from '../run/priority.ts'
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
  /** Of the last fact in its journal. */
  updatedAt: z.number(),
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
    /** Micro-dollars it may spend whatever the plan says; what would go beyond is held. `atMost` where it says nothing. */
    cap: MicrosSchema.exactOptional(),
    /** The person knows that the price of some steps is unknown. */
    unknownPrices: z.boolean().exactOptional(),
    priority: PrioritySchema.exactOptional(),
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

export const prioritiseRun = contract({
  method: 'PUT',
  path: '/api/runs/:id/priority',
  summary: 'How the run stands against others that want the same provider.',
  params,
  body: z.object({ priority: PrioritySchema }),
  response: z.object({ id: RunIdSchema, priority: PrioritySchema }),
})

/**
 * What a person decides of a task that waits for them. Of a closed gate: `approve`, `edit` (with what it should have given) or
 * `reroll`. Of an unknown outcome: `ask` the provider, run `again` and maybe pay twice, or `give-up`. Of a task held for its
 * price: `agree` to the new cap, or `give-up`. Of one whose model could not, free of charge: `fall-back` to the one that is
 * offered, run `again`, or `give-up`.
 */
export const DecisionSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('approve') }),
  z.object({ decision: z.literal('edit'), outputs: OutputsSchema }),
  z.object({ decision: z.literal('reroll') }),
  z.object({ decision: z.literal('ask') }),
  z.object({ decision: z.literal('again') }),
  /** `model`: the one that was offered; where it is another by now, the answer is refused. */
  z.object({ decision: z.literal('fall-back'), model: z.string() }),
  z.object({ decision: z.literal('give-up') }),
  /** `cap`: what the whole run may spend from now on; where the price is unknown, it may run without one. */
  z.object({ decision: z.literal('agree'), cap: MicrosSchema.exactOptional() }),
])
export type Decision = z.infer<typeof DecisionSchema>

export const decideTask = contract({
  method: 'POST',
  path: '/api/runs/:id/decide',
  summary: 'What a person decides of a task that waits for them.',
  params,
  body: z.object({
    node: NodeIdSchema,
    item: z.string().nullable(),
    decide: DecisionSchema,
    /** What was looked at. Where something else stands there by now, the answer is refused. */
    seen: FingerprintSchema.exactOptional(),
  }),
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
