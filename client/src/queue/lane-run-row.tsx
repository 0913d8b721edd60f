import { cancelRun, prioritiseRun, RunIdSchema, type LaneRunFacts, type Priority } from '@reelgraph/shared'
import Square from 'lucide-react/icons/square'
import { useState } from 'react'
import { call } from '../api/call.ts'
import { projectName } from '../costs/names.ts'
import { useProjectById } from '../costs/use-project.ts'
import { Link } from '../shell/link.tsx'
import { pathTo } from '../shell/route.ts'
import { announce } from '../ui/announce.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { SegmentedControl, type Segment } from '../ui/segmented.tsx'
import { loadLanes } from './lane-board.ts'
import { countsText, type LaneRun } from './lane-runs.ts'
import styles from './queue.module.css'
import { reported } from './reported.ts'

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
export const LaneRunRow = ({ row, onLeave }: LaneRunRowProps) =>
  row.facts ? (
    <KnownRun row={row} facts={row.facts} onLeave={onLeave} />
  ) : (
    <li className={styles.run}>
      <span className={styles.whose}>
        A run that is over
        <span className={styles.facts}>{countsText(row)}, watched on</span>
      </span>
    </li>
  )

function KnownRun({ row, facts, onLeave }: LaneRunRowProps & { readonly facts: LaneRunFacts }) {
  const name = projectName(useProjectById(facts.project))
  const [stopped, setStopped] = useState(false)
  const cancelling = facts.cancelling || stopped
  const params = { id: RunIdSchema.parse(row.run) }
  const prioritise = (next: Priority) =>
    reported(async () => {
      await call(prioritiseRun, { params, body: { priority: next } })
      await loadLanes()
      announce(`${name}: priority ${next}`)
    })
  const cancel = () =>
    reported(async () => {
      await call(cancelRun, { params })
      setStopped(true)
      announce(`${name} is being stopped`)
    })
  return (
    <li className={styles.run}>
      <span className={styles.whose}>
        <Link to={pathTo.project(facts.project)} onClickCapture={onLeave}>
          {name}
        </Link>
        <span className={styles.facts}>{cancelling ? 'stopping …' : countsText(row)}</span>
      </span>
      <SegmentedControl
        label={`Priority of ${name}`}
        segments={PRIORITIES}
        value={facts.priority}
        onChange={(next) => void prioritise(next)}
      />
      <IconButton
        size="small"
        label={`Stop ${name}`}
        icon={<Square />}
        disabled={cancelling}
        onClick={() => void cancel()}
      />
    </li>
  )
}
