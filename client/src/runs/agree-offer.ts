import type { Limit, Micros, RunState, TaskState } from '@reelgraph/shared'

export interface AgreeOffer {
  /** What this step costs at most; `null` where nobody knows. */
  readonly needs: Micros | null
  /** What is left of what was agreed to. */
  readonly left: Micros
  /** Whose limit it is, where it is not what the run itself may spend. */
  readonly limit: Limit | undefined
  /** The least the whole run, or else its project or the day, must be allowed to spend for this step to go on. */
  readonly least: Micros
  /** The same for every step that is held for its price. */
  readonly forAll: Micros
  /** How many those are. */
  readonly held: number
}

interface Question {
  readonly run: Pick<RunState, 'cap'>
  /** All tasks of the run. */
  readonly tasks: readonly TaskState[]
  readonly task: TaskState
}

/** What a person would agree to. Nothing where the task is not held for its price. */
export const agreeOffer = ({ run, tasks, task }: Question): AgreeOffer | undefined => {
  if (!task.over) return undefined
  const { needs, left, beyond } = task.over
  const limit = beyond?.limit
  const held = tasks.filter(({ status, over }) => status === 'held' && over && over.beyond?.limit === limit)
  const sum = held.reduce((micros, other) => micros + (other.over?.needs ?? 0), 0)
  const raised = (micros: Micros): Micros =>
    beyond ? beyond.spent + Math.max(1, micros) : (run.cap ?? 0) + Math.max(0, micros - left)
  return { needs, left, limit, least: raised(needs ?? 0), forAll: raised(Math.max(sum, needs ?? 0)), held: held.length }
}
