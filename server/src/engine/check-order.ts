import { JsonSchema, fail, type Plan, type ProjectId, type RunId } from '@reelgraph/shared'
import type { RunOrder } from './engine.ts'

/** @throws `conflict` where the id is that of another project's run. */
export const sameProject = (id: RunId, project: ProjectId, order: RunOrder): RunId => {
  if (project === order.project.id) return id
  throw fail('conflict', `The run ${id} belongs to another project.`, { hint: 'Give each run an id of its own.' })
}

/** @throws `plan-changed` or `needs-consent`, with the plan as detail. */
export const checkPrice = (plan: Plan, atMost: number | undefined): void => {
  const high = plan.total === 'unknown' ? Infinity : plan.total.high
  if (high <= (atMost ?? 0)) return
  const detail = JsonSchema.parse(JSON.parse(JSON.stringify(plan)))
  if (atMost === undefined)
    throw fail('needs-consent', 'This run may cost money, so it needs to be told how much at most.', { detail })
  throw fail('plan-changed', 'The run would cost more than you were shown.', {
    hint: 'Look at the new plan and start it again.',
    detail,
  })
}
