import { useEffect } from 'react'
import History from 'lucide-react/icons/history'
import type { RunSummary } from '@reelgraph/shared'
import { formatAgo, formatClock, formatMoney } from '../lib/format.ts'
import { AskAgain } from '../ui/ask-again.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { StateDot, type StepState } from '../ui/state-dot.tsx'
import { asksText, NO_ASKS } from './asks.ts'
import styles from './history.module.css'
import type { NameOf } from './node-names.ts'
import { RunDetail } from './run-detail.tsx'
import { isOver } from './run-folds.ts'
import { scopeText } from './scope-text.ts'
import { useNow } from './use-now.ts'
import { useRunHeader, useRuns, useRunsState } from './use-runs.ts'

interface RunHistoryProps {
  readonly nameOf: NameOf
  onShowNode(node: string): void
}

/** Every run of the project, newest first, each with what it did. */
export function RunHistory({ nameOf, onShowNode }: RunHistoryProps) {
  const { state } = useRuns()
  const history = useRunsState(({ history: known }) => known)
  const error = useRunsState(({ historyError }) => historyError)
  const newest = useRunsState(({ runs }) => runs[0])
  useEffect(() => void state.loadHistory(), [state, newest])
  if (!history && error)
    return (
      <div className={styles.padded}>
        <AskAgain error={error} onAgain={() => state.loadHistory()} />
      </div>
    )
  if (!history)
    return (
      <div className={styles.padded} aria-label="Loading runs" aria-busy="true">
        {[0, 1, 2].map((row) => (
          <Skeleton key={row} height={40} radius={8} />
        ))}
      </div>
    )
  if (history.length === 0)
    return (
      <EmptyState icon={<History />} title="No runs yet">
        Press Run: each one is kept here with what it made, reused and cost.
      </EmptyState>
    )
  return (
    <ul className={styles.list}>
      {history.map((run) => (
        <Row key={run.id} run={run} nameOf={nameOf} onShowNode={onShowNode} />
      ))}
    </ul>
  )
}

const STATES: Readonly<Record<RunSummary['status'], { readonly state: StepState; readonly word: string }>> = {
  queued: { state: 'queued', word: 'Starting' },
  running: { state: 'running', word: 'Running' },
  waiting: { state: 'late', word: 'Waiting' },
  succeeded: { state: 'done', word: 'Done' },
  partly: { state: 'failed', word: 'Partly done' },
  failed: { state: 'failed', word: 'Failed' },
  cancelled: { state: 'cancelled', word: 'Stopped' },
}

interface RowProps extends RunHistoryProps {
  readonly run: RunSummary
}

function Row({ run, nameOf, onShowNode }: RowProps) {
  const now = useNow(30_000)
  const live = useRunHeader(run.id)
  const { status, cost, endedAt } = live ?? run
  const asks = live && !isOver(live.status) ? live.asks : NO_ASKS
  const { state, word } = asks.steps > 0 ? { state: 'look' as const, word: asksText(asks) } : STATES[status]
  const seconds = endedAt === undefined ? undefined : (endedAt - run.createdAt) / 1000
  const facts = [
    seconds !== undefined && formatClock(seconds),
    cost > 0 && formatMoney(cost),
    formatAgo(run.createdAt, now),
  ].filter(Boolean)
  return (
    <li>
      <details className={styles.run}>
        <summary className={styles.summary}>
          <StateDot state={state} />
          <span className={styles.what}>
            {word} <span className={styles.scope}>{scopeText(run.scope, nameOf)}</span>
          </span>
          <span className={styles.facts}>{facts.join(' · ')}</span>
        </summary>
        <RunDetail run={run.id} nameOf={nameOf} onShowNode={onShowNode} />
      </details>
    </li>
  )
}
