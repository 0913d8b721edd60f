import Square from 'lucide-react/icons/square'
import type { RunId } from '@reelgraph/shared'
import { goOn } from '../queue/go-on.ts'
import { pausedWords, type PausedLane } from '../queue/paused-lanes.ts'
import { usePausedIn } from '../queue/use-queue.ts'
import { Button } from '../ui/button.tsx'
import { formatClock } from '../lib/format.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { StateDot } from '../ui/state-dot.tsx'
import { asksText } from './asks.ts'
import { isOver } from './run-folds.ts'
import type { RunHeader } from './run-header.ts'
import styles from './run-bar.module.css'
import { spendingText } from './run-money.ts'
import { Ticking } from './ticking.tsx'
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
  const asks = run.asks.steps > 0 && !run.cancelling
  const paused = usePausedIn(run.id)
  const stands = paused.length > 0 && run.running === 0 && !run.cancelling
  const facts = [
    run.total > 0 && `${run.done} of ${run.total}`,
    left !== undefined && left >= 1 && !stands && !run.cancelling && `≈ ${formatClock(left)} left`,
    run.late > 0 && `${run.late} late`,
    run.failed > 0 && `${run.failed} failed`,
    spendingText(run),
  ].filter(Boolean)
  return (
    <section className={styles.bar} aria-label="Run">
      <StateDot state={asks ? 'look' : stands ? 'held' : run.status === 'waiting' ? 'late' : 'running'} />
      {!stands && <strong className={styles.word}>{wordOf(run)}</strong>}
      {asks && (
        <Button size="small" className={styles.asks ?? ''} onClick={() => onAnswer(run.id)}>
          {asksText(run.asks)}
        </Button>
      )}
      {!run.cancelling && <Paused lanes={paused} />}
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

/** What holds the run up though nobody has to decide anything, and the way to let it go on. */
function Paused({ lanes }: { readonly lanes: readonly PausedLane[] }) {
  const [first, ...others] = lanes
  if (!first) return
  const { text, ticking } = pausedWords(first)
  return (
    <>
      <span className={styles.paused}>
        {text}
        {ticking && <Ticking ticking={ticking} />}
        {others.length > 0 && ` · and ${others.length} more`}
      </span>
      <Button size="small" className={styles.asks ?? ''} onClick={() => void goOn(lanes)}>
        Go on now
      </Button>
    </>
  )
}

const wordOf = (run: RunHeader): string => {
  if (run.cancelling) return 'Stopping'
  if (run.status === 'waiting') return 'Waiting'
  return run.total === 0 ? 'Planning' : 'Running'
}
