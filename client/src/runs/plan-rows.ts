import type { Plan, PlannedTask } from '@reelgraph/shared'

/** One node of a plan with all its items. */
export interface PlanRow {
  readonly node: string
  readonly tasks: readonly PlannedTask[]
  /** The verdict that matters most among its items. */
  readonly verdict: PlannedTask['verdict']
}

const WEIGHT = ['run', 'waits', 'blocked', 'reuse', 'off'] as const

/** Nodes in the order in which they run. What is only typed has nothing to say in a plan. */
export const planRows = (plan: Plan): readonly PlanRow[] =>
  [...Map.groupBy(plan.tasks, (task) => task.node)]
    .filter(([, tasks]) => tasks.some((task) => task.reason.because !== 'typed'))
    .map(([node, tasks]) => ({
      node,
      tasks: tasks.toSorted((a, b) => a.position - b.position),
      verdict: WEIGHT.find((verdict) => tasks.some((task) => task.verdict === verdict)) ?? 'off',
    }))
