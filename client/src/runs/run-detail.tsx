import { getRun, errorBody, type ErrorBody, type Run, type RunId, type TaskState } from '@reelgraph/shared'
import { useEffect, useRef, useState } from 'react'
import { call } from '../api/call.ts'
import { formatMoney } from '../lib/format.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { StateDot } from '../ui/state-dot.tsx'
import styles from './history.module.css'
import type { NameOf } from './node-names.ts'
import { itemText } from './plan-list.tsx'
import { reasonText } from './reason-text.ts'
import { tookText } from './took-text.ts'
import { stepStateOf } from './step-state.ts'

interface RunDetailProps {
  readonly run: RunId
  readonly nameOf: NameOf
  onShowNode(node: string): void
}

/** What each step of a run did. Fetched when it is first unfolded. */
export function RunDetail({ run, nameOf, onShowNode }: RunDetailProps) {
  const place = useRef<HTMLDivElement>(null)
  const [found, setFound] = useState<Run>()
  const [error, setError] = useState<ErrorBody>()
  useEffect(() => {
    const details = place.current?.closest('details')
    if (!details) return
    const load = () => {
      if (!details.open) return
      call(getRun, { params: { id: run } }).then(setFound, (thrown: unknown) => setError(errorBody(thrown)))
    }
    load()
    details.addEventListener('toggle', load)
    return () => details.removeEventListener('toggle', load)
  }, [run])
  return (
    <div ref={place} className={styles.detail}>
      {error && !found && <ErrorNote title={error.message} hint={error.hint} />}
      {!error && !found && <Skeleton height={32} />}
      {found?.tasks
        .filter((task) => task.reason.because !== 'typed')
        .map((task) => (
          <button
            key={`${task.node} ${task.item}`}
            type="button"
            className={styles.task}
            onClick={() => onShowNode(task.node)}
          >
            <StateDot state={stepStateOf(task)} />
            <span className={styles.name}>
              {nameOf(task.node).title}
              {task.item !== null && <span className={styles.scope}> {itemText(task).toLowerCase()}</span>}
            </span>
            <span className={styles.said}>{taskText(task, nameOf)}</span>
          </button>
        ))}
    </div>
  )
}

const taskText = (task: TaskState, nameOf: NameOf): string => {
  if (task.error) return task.error.message
  const why = reasonText(task.reason, { step: nameOf(task.node).step, now: Date.now() })
  if (task.reused) return task.saved ? `reused, saved ${formatMoney(task.saved)}` : `reused, ${why}`
  const took =
    task.startedAt !== undefined && task.endedAt !== undefined ? tookText(task.endedAt - task.startedAt) : undefined
  return [
    task.reason.because === 'never-run' ? 'first time' : why,
    took,
    task.cost ? formatMoney(task.cost) : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}
