import ListOrdered from 'lucide-react/icons/list-ordered'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { usePatient } from '../library/use-patient.ts'
import { Link } from '../shell/link.tsx'
import { pathTo } from '../shell/route.ts'
import { AskAgain } from '../ui/ask-again.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { LaneBox } from './lane-box.tsx'
import { inOrder } from './lane-runs.ts'
import { laneBoard, loadLanes } from './lane-board.ts'
import styles from './queue.module.css'

interface QueuePanelProps {
  onClose(): void
}

/** What runs and waits at every provider account, with the means to hurry, hold and stop it. */
export function QueuePanel({ onClose }: QueuePanelProps) {
  const { lanes, error } = usePatient(useStore(laneBoard))
  useEffect(() => void loadLanes(), [])
  return (
    <section className={styles.panel} aria-label="Queue">
      <h2 className={styles.title}>Queue</h2>
      {error && (
        <div className={styles.note}>
          <AskAgain error={error} onAgain={loadLanes} />
        </div>
      )}
      {!lanes && !error && (
        <div className={styles.note} aria-busy="true" aria-label="Loading the queue">
          <Skeleton height={18} width="60%" />
          <Skeleton height={40} radius={8} />
        </div>
      )}
      {lanes?.length === 0 && (
        <EmptyState icon={<ListOrdered />} title="Nothing waits">
          Each provider’s queue is here as soon as something runs on it.
        </EmptyState>
      )}
      {lanes && lanes.length > 0 && (
        <ul className={styles.lanes}>
          {inOrder(lanes).map((lane) => (
            <LaneBox key={lane.id} lane={lane} onLeave={onClose} />
          ))}
        </ul>
      )}
      <footer className={styles.foot}>
        <Link to={pathTo.costs}>Costs</Link>
        <Link to={pathTo.storage}>Storage</Link>
        <Link to={pathTo.settings}>Settings</Link>
      </footer>
    </section>
  )
}
