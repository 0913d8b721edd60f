import type { Plan } from '@reelgraph/shared'
import { atMostText, sumOf } from '../../runs/price-text.ts'

/** What a node would cost at most in the next run, in words; nothing where it has nothing to do. */
export const priceOfNode = (plan: Plan | undefined, node: string): string | undefined => {
  const tasks =
    plan?.tasks.filter((task) => task.node === node && (task.verdict === 'run' || task.verdict === 'waits')) ?? []
  return tasks.length === 0 ? undefined : atMostText(sumOf(tasks))
}
