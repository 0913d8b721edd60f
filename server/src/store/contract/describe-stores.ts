import { describeApprovals, describeModelTimes } from './approvals-and-times.contract.ts'
import { describeAttempts } from './attempts.contract.ts'
import { describeDocuments } from './documents.contract.ts'
import { describeLedgerLaws } from './ledger-laws.contract.ts'
import { describeLedger } from './ledger.contract.ts'
import { describeOpLog } from './op-log.contract.ts'
import { describeResults } from './results.contract.ts'
import { describeRunJournal } from './run-journal.contract.ts'
import { describeSetbacks } from './setbacks.contract.ts'
import type { OpenStores } from './stores-under-test.ts'

/** What every set of stores keeps, whatever it is made of. Declares the tests. */
export const describeStores = (open: OpenStores): void => {
  describeRunJournal(open)
  describeResults(open)
  describeOpLog(open)
  describeAttempts(open)
  describeLedger(open)
  describeLedgerLaws(open)
  describeApprovals(open)
  describeModelTimes(open)
  describeSetbacks(open)
  describeDocuments(open)
}
