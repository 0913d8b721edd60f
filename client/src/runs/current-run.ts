import type { RunId } from '@reelgraph/shared'
import { NO_ASKS, type Asks } from './asks.ts'
import { isOver, type RunFolds } from './run-folds.ts'

/** The run that goes on, else one that waits, else the last one. */
export const currentRunOf = (folds: RunFolds): RunId | undefined => {
  const { runs } = folds
  const going = runs.filter((run) => !isOver(folds.state(run)?.status ?? 'cancelled'))
  return going.find((run) => folds.state(run)?.status !== 'waiting') ?? going[0] ?? runs[0]
}

/** What asks a person something, of all runs that go on. */
export const asksOfRuns = (folds: RunFolds): Asks =>
  folds.runs.reduce((sum, run) => {
    const header = folds.header(run)
    if (!header || isOver(header.status)) return sum
    return { steps: sum.steps + header.asks.steps, items: sum.items + header.asks.items }
  }, NO_ASKS)
