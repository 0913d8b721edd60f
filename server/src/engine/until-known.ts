import type { FlowTask, Planner } from '@reelgraph/shared'
import type { Settled } from './ready-queue.ts'
import type { ResultLookup } from './result-lookup.ts'

interface Asked {
  readonly planner: Planner
  readonly lookup: ResultLookup
  isStopped(): boolean
}

/**
 * Says what a ready task turns out to be. What is looked up for it may lead to another question, as the next take or a fallback;
 * it is asked until nothing is. @returns nothing where the run was stopped meanwhile.
 */
export const appraiseUntilKnown = async (
  { planner, lookup, isStopped }: Asked,
  task: FlowTask,
): Promise<Settled | undefined> => {
  for (;;) {
    const appraisal = planner.appraise(task, lookup)
    if (appraisal.verdict !== 'unknown') return appraisal
    await lookup.fetch([appraisal.fingerprint])
    if (isStopped()) return undefined
  }
}
