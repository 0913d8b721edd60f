import { pauseLane, type LaneState } from '@reelgraph/shared'
import Pause from 'lucide-react/icons/pause'
import Play from 'lucide-react/icons/play'
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import { useState } from 'react'
import { call } from '../api/call.ts'
import { formatClock } from '../lib/format.ts'
import { useNow } from '../runs/use-now.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { StateDot } from '../ui/state-dot.tsx'
import { goOn } from './go-on.ts'
import { LaneLimits } from './lane-limits.tsx'
import { knowLane } from './lane-board.ts'
import { countsText, isIdle, limitsText, runsOf } from './lane-runs.ts'
import { LaneRunRow } from './lane-run-row.tsx'
import styles from './queue.module.css'
import { reported } from './reported.ts'

interface LaneBoxProps {
  readonly lane: LaneState
  /** Something in it led elsewhere. */
  onLeave(): void
}

/** One provider account: how busy it is, its limits, and the runs that have work there. */
export function LaneBox({ lane, onLeave }: LaneBoxProps) {
  const [changing, setChanging] = useState(false)
  const runs = runsOf(lane)
  const unlisted = lane.waiting - lane.queued.length
  const toggle = () =>
    lane.paused
      ? goOn([lane])
      : reported(async () => {
          knowLane(await call(pauseLane, { params: { id: lane.id } }))
          announce(`${lane.title} is paused`)
        })
  return (
    <li className={styles.lane}>
      <header className={styles.head}>
        <StateDot state={lane.paused ? 'held' : isIdle(lane) ? 'waits' : 'running'} />
        <h3 className={styles.name}>{lane.title}</h3>
        <IconButton
          size="small"
          label={`Limits of ${lane.title}`}
          icon={<SlidersHorizontal />}
          aria-expanded={changing}
          onClick={() => setChanging(!changing)}
        />
        <IconButton
          size="small"
          label={lane.paused ? `Go on with ${lane.title}` : `Pause ${lane.title}`}
          icon={lane.paused ? <Play /> : <Pause />}
          onClick={() => void toggle()}
        />
      </header>
      <p className={styles.facts}>
        {isIdle(lane) ? 'Nothing waits' : countsText({ running: lane.running.length, queued: lane.waiting })}
        {` · ${limitsText(lane)}`}
      </p>
      {lane.paused && (
        <p className={styles.paused} role="status">
          Paused by you: what runs goes on, nothing new starts.
        </p>
      )}
      {!lane.paused && lane.pausedUntil !== undefined && <PausedUntil lane={lane} at={lane.pausedUntil} />}
      {changing && <LaneLimits lane={lane} onClose={() => setChanging(false)} />}
      {runs.length > 0 && (
        <ul className={styles.runs}>
          {runs.map((row) => (
            <LaneRunRow key={row.run} row={row} onLeave={onLeave} />
          ))}
        </ul>
      )}
      {unlisted > 0 && <p className={styles.facts}>{`and ${unlisted.toLocaleString('en')} more behind them`}</p>}
    </li>
  )
}

/** The provider has asked to be left alone; the queue goes on by itself. */
function PausedUntil({ lane, at }: { readonly lane: LaneState; readonly at: number }) {
  const left = Math.ceil((at - useNow(500)) / 1000)
  if (left <= 0) return null
  return (
    <div className={styles.break}>
      <p className={styles.paused}>
        {lane.pausedBecause ?? 'The provider asks for a break.'} It goes on in{' '}
        <strong role="timer">{formatClock(left)}</strong>.
      </p>
      <Button size="small" aria-label={`Go on with ${lane.title} now`} onClick={() => void goOn([lane])}>
        Go on now
      </Button>
    </div>
  )
}
