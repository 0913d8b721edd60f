import type { Run, RunId, TaskState } from '@reelgraph/shared'
import { formatMoney } from '../lib/format.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { StateDot } from '../ui/state-dot.tsx'
import styles from './history.module.css'
import type { NameOf } from './node-names.ts'
import { itemText } from './plan-list.tsx'
import { PriorityControl } from './plan-terms-form.tsx'
import { reasonText } from './reason-text.ts'
import { isOver } from './run-folds.ts'
import { runTerms } from './run-terms.ts'
import { stepStateOf } from './step-state.ts'
import { asideWords, waitingWords } from './task-words.ts'
import { Ticking } from './ticking.tsx'
import { tookText } from './took-text.ts'
import { useWholeRun } from './use-whole-run.ts'
import { useRuns } from './use-runs.ts'

interface RunDetailProps {
  readonly run: RunId
  readonly nameOf: NameOf
  onShowNode(node: string): void
}

/** On what terms a run was started, and what each step of it did. Fetched when it is first unfolded, then live. */
export function RunDetail({ run, nameOf, onShowNode }: RunDetailProps) {
  const { place, found, error } = useWholeRun(run)
  return (
    <div ref={place} className={styles.detail}>
      {error && !found && <ErrorNote title={error.message} hint={error.hint} />}
      {!error && !found && <Skeleton height={32} />}
      {found && <Terms run={found} />}
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
            <Said task={task} nameOf={nameOf} active={!isOver(found.status)} />
          </button>
        ))}
    </div>
  )
}

function Terms({ run }: { readonly run: Run }) {
  const { actions } = useRuns()
  const over = isOver(run.status)
  const terms = runTerms(run)
  return (
    <>
      {terms.length > 0 && <p className={styles.terms}>{terms.join(' · ')}</p>}
      {!over && (
        <div className={styles.priority}>
          <span>Priority</span>
          <PriorityControl
            value={run.priority}
            disabled={run.cancelling}
            onChange={(priority) => void actions.prioritise(run.id, priority)}
          />
        </div>
      )}
    </>
  )
}

interface SaidProps {
  readonly task: TaskState
  readonly nameOf: NameOf
  readonly active: boolean
}

function Said({ task, nameOf, active }: SaidProps) {
  const waits = active ? waitingWords(task, (node) => nameOf(node).title) : undefined
  return (
    <span className={styles.said}>
      {waits ? (
        <>
          {waits.text}
          {waits.ticking && <Ticking ticking={waits.ticking} />}
        </>
      ) : (
        taskText(task, nameOf)
      )}
    </span>
  )
}

const taskText = (task: TaskState, nameOf: NameOf): string => {
  const asides = asideWords(task)
  if (task.error) return [task.error.message, ...asides].join(' · ')
  const why = reasonText(task.reason, {
    step: nameOf(task.node).step,
    now: Date.now(),
    titleOf: (node) => nameOf(node).title,
  })
  if (task.reused) return task.saved ? `reused, saved ${formatMoney(task.saved)}` : `reused, ${why}`
  const took =
    task.startedAt !== undefined && task.endedAt !== undefined ? tookText(task.endedAt - task.startedAt) : undefined
  return [
    task.reason.because === 'never-run' ? 'first time' : why,
    took,
    task.cost ? formatMoney(task.cost) : undefined,
    ...asides,
  ]
    .filter(Boolean)
    .join(' · ')
}
