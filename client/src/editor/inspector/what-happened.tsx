import { findingsText, type Finding, type Node, type Step, type TaskState } from '@reelgraph/shared'
import { attemptFacts, waitedText } from '../../runs/attempt-facts.ts'
import { fallbackOfTask } from '../../runs/fallback-text.ts'
import { reasonText } from '../../runs/reason-text.ts'
import { sharedText } from '../../runs/shared-text.ts'
import { stepStateOf } from '../../runs/step-state.ts'
import { goOn } from '../../queue/go-on.ts'
import { pausedWords } from '../../queue/paused-lanes.ts'
import { waitingWords } from '../../runs/task-words.ts'
import { Ticking } from '../../runs/ticking.tsx'
import { useNow } from '../../runs/use-now.ts'
import { isOtherWork } from '../../runs/other-work.ts'
import { useLastTries, useNodeRun, usePlanned } from '../../runs/use-runs.ts'
import { Button } from '../../ui/button.tsx'
import { StateDot } from '../../ui/state-dot.tsx'
import { useItems } from '../card/use-items.ts'
import { shownItem } from '../decide/asked-items.ts'
import { useTitleOf } from '../use-title-of.ts'
import { useEditing, useSession } from '../editor-context.ts'
import { AttemptRow } from './attempt-row.tsx'
import styles from './inspector.module.css'

/** Why the last run did what it did here, how long that took, and every try at it. Of the item that is looked at. */
export function WhatHappened({ node, step }: { readonly node: Node; readonly step: Step }) {
  const { catalog } = useEditing()
  const titleOf = useTitleOf()
  const run = useNodeRun(node.id)
  const tries = useLastTries(node.id)
  const planned = usePlanned(node.id)
  const items = useItems(node.id)
  const chosen = useSession((state) => state.items[node.id])
  const now = useNow(30_000)
  const item = shownItem(items, chosen)
  const key = item?.item ?? null
  const past = tries.find((entry) => entry.task.item === key)?.task
  const active = !past && run?.active === true
  const known = past ?? run?.tasks.find((entry) => entry.item === key)
  const task = active ? (item?.task ?? known) : known
  const paused = item?.paused
  if (!task || task.reason.because === 'off') return
  const isOther =
    !active &&
    isOtherWork(
      task,
      planned.find((entry) => entry.item === key),
    )
  const waits = paused ? pausedWords(paused) : waitingWords(task, titleOf)
  const why = [whyText(task, { step, now, titleOf }), waitedText(task)].filter(Boolean).join(' · ')
  return (
    <section className={styles.box} aria-label="What happened">
      <h3 className={styles.boxTitle}>
        {active ? 'This run' : 'The last run'}
        {items.length > 1 && `, item ${(item ?? task).position + 1}`}
      </h3>
      <ul className={styles.whys}>
        <li>
          <StateDot state={paused ? 'held' : stepStateOf(task)} />
          <span>
            {waits && active ? (
              <>
                {waits.text}
                {waits.ticking && <Ticking ticking={waits.ticking} />}
              </>
            ) : (
              why
            )}
          </span>
        </li>
      </ul>
      {paused && (
        <>
          {paused.because !== undefined && <p className={styles.because}>{paused.because}</p>}
          <Button size="small" onClick={() => void goOn([paused])}>
            Go on now
          </Button>
        </>
      )}
      {isOther && <p className={styles.quiet}>It has been changed since: the next run makes something else.</p>}
      {waits && active && <p className={styles.because}>{why}</p>}
      {task.fallback && <p className={styles.because}>{fallbackOfTask(catalog, task)}</p>}
      {task.findings && <p className={styles.because}>{offText(task, task.findings)}</p>}
      {task.shared && <p className={styles.quiet}>{sharedText(task, { isPaid: step.model?.price !== undefined })}</p>}
      {task.mayBeBilled && <p className={styles.quiet}>The provider could not be stopped: it may still be billed.</p>}
      {task.attempts.length > 0 && (
        <ol className={styles.attempts}>
          {task.attempts.map((attempt) => (
            <AttemptRow
              key={attempt.number}
              node={node}
              step={step}
              facts={attemptFacts({ attempt, catalog })}
              alone={task.attempts.length === 1}
            />
          ))}
        </ol>
      )}
    </section>
  )
}

/** `It is silent.`, `It is made again: the last one was silent.` */
const offText = ({ status }: TaskState, findings: readonly Finding[]): string =>
  `${status === 'succeeded' ? 'It is' : 'It is made again: the last one was'} ${findingsText(findings)}.`

const ENDS: Readonly<Partial<Record<TaskState['status'], string>>> = {
  succeeded: 'ran',
  failed: 'failed',
  cancelled: 'stopped',
}

/** `ran: Camera changed`, `reused: unchanged since 14:02`, `runs for the first time`, `failed on its first run`. */
const whyText = (task: TaskState, context: Parameters<typeof reasonText>[1]): string => {
  const what = task.reused ? 'reused' : (ENDS[task.status] ?? 'runs')
  const isVain = task.status === 'failed' || task.status === 'cancelled'
  if (task.reason.because === 'never-run') return `${what} ${isVain ? 'on its first run' : 'for the first time'}`
  return `${what}${task.reason.because === 'tried' ? ' again' : ''}: ${reasonText(task.reason, context)}`
}
