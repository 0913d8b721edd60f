import Square from 'lucide-react/icons/square'
import { Button } from '../ui/button.tsx'
import { formatClock, formatMoney } from '../lib/format.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { StateDot } from '../ui/state-dot.tsx'
import { isOver } from './run-folds.ts'
import type { RunHeader } from './run-header.ts'
import styles from './run-bar.module.css'
import { useNow } from './use-now.ts'
import { useCurrentRun, useRuns } from './use-runs.ts'

/** At the bottom of the screen, only while something runs. */
export function RunBar() {
  const run = useCurrentRun()
  return run && !isOver(run.status) ? <Bar run={run} /> : null
}

function Bar({ run }: { readonly run: RunHeader }) {
  const { actions, state } = useRuns()
  const now = useNow(1000)
  const left = state.secondsLeft(run.id, now)
  const word = run.cancelling
    ? 'Stopping'
    : run.status === 'waiting'
      ? 'Waiting'
      : run.total === 0
        ? 'Planning'
        : 'Running'
  const facts = [
    run.total > 0 && `${run.done} of ${run.total}`,
    left !== undefined && left >= 1 && !run.cancelling && `≈ ${formatClock(left)} left`,
    run.cost > 0 && formatMoney(run.cost),
    run.failed > 0 && `${run.failed} failed`,
  ].filter(Boolean)
  return (
    <section className={styles.bar} aria-label="Run">
      <StateDot state={run.status === 'waiting' ? 'late' : 'running'} />
      <strong className={styles.word}>{word}</strong>
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
