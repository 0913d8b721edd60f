import Square from 'lucide-react/icons/square'
import type { RunId } from '@reelgraph/shared'
import { Button } from '../ui/button.tsx'
import { formatClock } from '../lib/format.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { StateDot } from '../ui/state-dot.tsx'
import { asksText } from './asks.ts'
import { isOver } from './run-folds.ts'
import type { RunHeader } from './run-header.ts'
import styles from './run-bar.module.css'
import { spendingText } from './run-money.ts'
import { useNow } from './use-now.ts'
import { useCurrentRun, useRuns } from './use-runs.ts'

interface RunBarProps {
  /** Leads to what a run asks a person. */
  onAnswer(run: RunId): void
}

/** At the bottom of the screen, only while something runs. */
export function RunBar({ onAnswer }: RunBarProps) {
  const run = useCurrentRun()
  return run && !isOver(run.status) ? <Bar run={run} onAnswer={onAnswer} /> : null
}

function Bar({ run, onAnswer }: RunBarProps & { readonly run: RunHeader }) {
  const { actions, state } = useRuns()
  const now = useNow(1000)
  const left = state.secondsLeft(run.id, now)
  const asks = run.asks > 0 && !run.cancelling
  const facts = [
    run.total > 0 && `${run.done} of ${run.total}`,
    left !== undefined && left >= 1 && !run.cancelling && `≈ ${formatClock(left)} left`,
    run.late > 0 && `${run.late} late`,
    run.failed > 0 && `${run.failed} failed`,
    spendingText(run),
  ].filter(Boolean)
  return (
    <section className={styles.bar} aria-label="Run">
      <StateDot state={asks ? 'look' : run.status === 'waiting' ? 'late' : 'running'} />
      <strong className={styles.word}>{wordOf(run)}</strong>
      {asks && (
        <Button size="small" className={styles.asks ?? ''} onClick={() => onAnswer(run.id)}>
          {asksText(run.asks)}
        </Button>
      )}
      <div className={styles.progress}>
        <ProgressBar label="Progress of the run" value={run.total === 0 ? undefined : run.fraction} />
      </div>
      <span className={styles.facts}>{facts.join(' · ')}</span>
      <Button
        size="small"
        icon={<Square className={styles.stop} />}
        disabled={run.cancelling}
        onClick={() => void actions.cancel(run.id)}
      >
        Stop
      </Button>
    </section>
  )
}

const wordOf = (run: RunHeader): string => {
  if (run.cancelling) return 'Stopping'
  if (run.status === 'waiting') return 'Waiting'
  return run.total === 0 ? 'Planning' : 'Running'
}
