import type { LaneState } from '@reelgraph/shared'
import ListOrdered from 'lucide-react/icons/list-ordered'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { IconButton } from '../ui/icon-button.tsx'
import { lazyView } from '../ui/lazy-view.tsx'
import { Popover } from '../ui/popover.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { followLanes, laneBoard, waitingIn } from './lane-board.ts'
import styles from './queue-button.module.css'

const QueuePanel = lazyView(
  async () => (await import('./queue-panel.tsx')).QueuePanel,
  <ProgressBar label="Loading the queue" />,
)

/** Opens the queues of the providers; says how much waits in them. */
export function QueueButton() {
  useEffect(followLanes, [])
  const waiting = useStore(laneBoard, ({ lanes }) => waitingIn(lanes))
  const stuck = useStore(laneBoard, ({ lanes }) => lanes?.some(isStuck) ?? false)
  const label = waiting === 0 ? 'Queue' : `Queue: ${waiting} waiting${stuck ? ', paused' : ''}`
  return (
    <span className={styles.place}>
      <Popover
        label="Queue"
        align="end"
        bare
        trigger={
          <IconButton
            label={label}
            className={waiting > 0 ? styles.counted : undefined}
            icon={
              <>
                <ListOrdered />
                {waiting > 0 && <Count waiting={waiting} stuck={stuck} />}
              </>
            }
          />
        }
      >
        {(close) => <QueuePanel onClose={close} />}
      </Popover>
    </span>
  )
}

const isStuck = ({ waiting, paused, pausedUntil }: LaneState): boolean =>
  waiting > 0 && (paused || pausedUntil !== undefined)

const Count = ({ waiting, stuck }: { readonly waiting: number; readonly stuck: boolean }) => (
  <span className={styles.count} data-stuck={stuck || undefined}>
    {waiting > 999 ? '999+' : waiting}
  </span>
)
