import { JsonSchema, fail, type Micros, type Plan, type ProjectId, type RunId } from '@reelgraph/shared'
import type { RunOrder } from './engine.ts'

/** @throws `conflict` where the id is that of another project's run. */
export const sameProject = (id: RunId, project: ProjectId, order: RunOrder): RunId => {
  if (project === order.project.id) return id
  throw fail('conflict', `The run ${id} belongs to another project.`, { hint: 'Give each run an id of its own.' })
}

/** What a person agreed to. */
export type Consent = Pick<RunOrder, 'atMost' | 'cap' | 'unknownPrices'>

/**
 * A run in which everything is stored already is a run like any other; one in which nothing can be made is none.
 * @throws `plan-problem` with every problem as detail.
 */
export const checkWork = ({ tasks, problems }: Plan): void => {
  const [first, ...others] = problems
  if (!first || tasks.some(({ verdict }) => verdict === 'run' || verdict === 'waits')) return
  const more =
    others.length === 0 ? '' : ` And ${others.length === 1 ? 'one more problem' : `${others.length} more problems`}.`
  throw fail('plan-problem', `Nothing can run: ${first.message}${more}`, {
    hint: first.hint ?? 'Mend what is wrong, then run it again.',
    ...(first.node !== undefined && { node: first.node }),
    ...(first.field !== undefined && { field: first.field }),
    detail: problems.map((problem) => JsonSchema.parse(problem)),
  })
}

/** @throws `plan-changed` or `needs-consent`, with the plan as detail. */
export const checkPrice = (plan: Plan, { atMost, cap, unknownPrices }: Consent): void => {
  const refuse = (code: 'plan-changed' | 'needs-consent', message: string, hint?: string): never => {
    const detail = JsonSchema.parse(JSON.parse(JSON.stringify(plan)))
    throw fail(code, message, { detail, ...(hint && { hint }) })
  }
  const { prices, lengths } = plan.unknown
  if (prices > 0 && !unknownPrices)
    return refuse('needs-consent', `Nobody knows the price of ${counted(prices, 'step')}.`, 'Agree to unknown prices.')
  if (lengths > 0 && cap === undefined)
    return refuse(
      'needs-consent',
      `How often ${counted(lengths, 'step')} will run is known only when what feeds it is done.`,
      'Say how much the run may spend.',
    )
  if (plan.total === 'unknown' || plan.total.high === 0) return
  if (atMost !== undefined && plan.total.high > atMost)
    return refuse(
      'plan-changed',
      'The run would cost more than you were shown.',
      'Look at the new plan and start it again.',
    )
  if (atMost === undefined && cap === undefined)
    refuse('needs-consent', 'This run may cost money, so it needs to be told how much at most.')
}

/** Micro-dollars that the run may spend; what would go beyond is held. Where a price is unknown, none unless somebody sets one. */
export const capOf = ({ atMost, cap, unknownPrices }: Consent): Micros | undefined =>
  cap ?? atMost ?? (unknownPrices ? undefined : 0)

const counted = (count: number, noun: string): string => (count === 1 ? `one ${noun}` : `${count} ${noun}s`)
