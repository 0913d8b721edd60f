import type { Limit, Micros, RunState, TaskState } from '@reelgraph/shared'
import { askOf } from './asks.ts'

export interface AgreeOffer {
  /** What this step costs at most; `null` where nobody knows. */
  readonly needs: Micros | null
  /** What is left of what was agreed to. */
  readonly left: Micros
  /** What it would go beyond; nothing where it is the unknown price that is to be agreed to. */
  readonly limit: Limit | 'run' | undefined
  /** The least the whole run, or else its project or the day, must be allowed to spend for this step to go on. */
  readonly least: Micros
  /** The same for every step that is held for its price. */
  readonly forAll: Micros
  /** How many those are. */
  readonly held: number
}

interface Question {
  readonly run: Pick<RunState, 'cap' | 'cost' | 'reserved'>
  /** All tasks of the run. */
  readonly tasks: readonly TaskState[]
  readonly task: TaskState
}

/** Micro-dollars more that are proposed where nobody knows how much it needs. */
const SOME = 100_000

/** What a person would agree to. Nothing where the task is not held for its price. */
export const agreeOffer = ({ run, tasks, task }: Question): AgreeOffer | undefined => {
  const ask = askOf(task)
  if (!task.over || ask?.of !== 'price') return undefined
  const { beyond } = task.over
  const { needs, left, limit } = ask
  const held = tasks.filter((other) => {
    const asked = askOf(other)
    return asked?.of === 'price' && asked.limit === limit
  })
  const sum = held.reduce((micros, other) => micros + (other.over?.needs ?? 0), 0)
  const { cap = 0, cost, reserved } = run
  // what had no price may have cost more than was left
  const spent = beyond?.spent ?? Math.max(cap - left, cost + reserved)
  const raised = (micros: Micros): Micros => (limit === undefined ? cap : spent + Math.max(1, micros))
  const wanted = Math.max(sum, needs ?? SOME)
  return { needs, left, limit, least: raised(needs ?? 0), forAll: raised(wanted), held: held.length }
}
