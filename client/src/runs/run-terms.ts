import type { Run } from '@reelgraph/shared'
import { formatMoney } from '../lib/format.ts'
import { isOver } from './run-folds.ts'
import { spendingText } from './run-money.ts'

type Terms = Pick<Run, 'cap' | 'priority' | 'unknownPrices' | 'status' | 'cost' | 'reserved'>

/** On what terms a run was started, and what has come of them. What is as always is not said. */
export const runTerms = (run: Terms): readonly string[] => {
  const spending = spendingText(run)
  return [
    run.cap !== undefined && run.cap > 0 && `may spend ${formatMoney(run.cap)}`,
    run.unknownPrices && 'unknown prices agreed to',
    // Of one that goes on the priority is shown where it is changed.
    isOver(run.status) && run.priority !== 'normal' && `${run.priority} priority`,
    spending,
  ].filter((term): term is string => typeof term === 'string')
}
