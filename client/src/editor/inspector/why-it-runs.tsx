import type { Node, PlannedTask, Step } from '@reelgraph/shared'
import { verdictText } from '../../runs/reason-text.ts'
import { useNow } from '../../runs/use-now.ts'
import { usePlanned, useRunsState } from '../../runs/use-runs.ts'
import { StateDot, type StepState } from '../../ui/state-dot.tsx'
import { useItems } from '../card/use-items.ts'
import styles from './inspector.module.css'

const DOTS: Readonly<Record<PlannedTask['verdict'], StepState>> = {
  reuse: 'done',
  run: 'running',
  waits: 'waits',
  blocked: 'failed',
  off: 'cancelled',
}
const SHOWN = 12

/** What the next run would do here, and why, in words. */
export function WhyItRuns({ node, step }: { readonly node: Node; readonly step: Step }) {
  const planned = usePlanned(node.id)
  const items = useItems(node.id)
  const error = useRunsState((state) => state.plan.error)
  const now = useNow(30_000)
  if (planned.length === 0 && !error) return
  const context = { step, now }
  const tasks = planned.toSorted((a, b) => a.position - b.position)
  return (
    <section className={styles.box} aria-label="Why it runs">
      <h3 className={styles.boxTitle}>Why it runs</h3>
      {error && <p className={styles.quiet}>{error.message}</p>}
      <ul className={styles.whys}>
        {tasks.slice(0, SHOWN).map((task) => (
          <li key={task.item ?? ''}>
            <StateDot
              state={
                items.find((item) => item.item === task.item)?.state === 'running' ? 'running' : DOTS[task.verdict]
              }
            />
            {(tasks.length > 1 || task.item !== null) && <strong>Item {task.position + 1}</strong>}
            <span>{verdictText(task, context)}</span>
          </li>
        ))}
      </ul>
      {tasks.length > SHOWN && <p className={styles.quiet}>and {tasks.length - SHOWN} more</p>}
    </section>
  )
}
