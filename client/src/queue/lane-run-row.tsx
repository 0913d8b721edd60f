import { cancelRun, prioritiseRun, RunIdSchema, type Priority } from '@reelgraph/shared'
import Square from 'lucide-react/icons/square'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { call } from '../api/call.ts'
import { Link } from '../shell/link.tsx'
import { pathTo } from '../shell/route.ts'
import { announce } from '../ui/announce.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { SegmentedControl, type Segment } from '../ui/segmented.tsx'
import { countsText, type LaneRun } from './lane-runs.ts'
import styles from './queue.module.css'
import { reported } from './reported.ts'
import { knowRun, needRun, runFacts } from './run-facts.ts'

const PRIORITIES: readonly Segment<Priority>[] = [
  { value: 'low', label: 'Low' },
  { value: 'normal', label: 'Normal' },
  { value: 'high', label: 'High' },
]

interface LaneRunRowProps {
  readonly row: LaneRun
  onLeave(): void
}

/** A run in a queue: whose it is, how much of it is here, how it stands against others, and a way to stop it. */
export function LaneRunRow({ row, onLeave }: LaneRunRowProps) {
  const facts = useStore(runFacts, (known) => known[row.run])
  useEffect(() => needRun(row.run), [row.run])
  const name = facts?.name ?? 'A run'
  const priority = facts?.priority ?? row.priority
  const params = { id: RunIdSchema.parse(row.run) }
  const prioritise = (next: Priority) =>
    reported(async () => {
      await call(prioritiseRun, { params, body: { priority: next } })
      knowRun(row.run, { priority: next })
      announce(`${name}: priority ${next}`)
    })
  const cancel = () =>
    reported(async () => {
      await call(cancelRun, { params })
      knowRun(row.run, { cancelling: true })
      announce(`${name} is being stopped`)
    })
  return (
    <li className={styles.run}>
      <span className={styles.whose}>
        {facts ? (
          <Link to={pathTo.project(facts.project)} onClickCapture={onLeave}>
            {name}
          </Link>
        ) : (
          name
        )}
        <span className={styles.facts}>{facts?.cancelling ? 'stopping …' : countsText(row)}</span>
      </span>
      <SegmentedControl
        label={`Priority of ${name}`}
        segments={PRIORITIES}
        value={priority}
        onChange={(next) => void prioritise(next)}
      />
      <IconButton
        size="small"
        label={`Stop ${name}`}
        icon={<Square />}
        disabled={facts?.cancelling === true}
        onClick={() => void cancel()}
      />
    </li>
  )
}
