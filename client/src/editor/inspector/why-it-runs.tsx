import { nodeTitle, type Node, type PlannedTask, type Step } from '@reelgraph/shared'
import { ownWords } from '../../lib/own-words.ts'
import { insteadText } from '../../runs/makers-text.ts'
import { planDotOf } from '../../runs/plan-dot.ts'
import { verdictText } from '../../runs/reason-text.ts'
import { useNow } from '../../runs/use-now.ts'
import { usePlanned, useRunsState } from '../../runs/use-runs.ts'
import { whyRows } from '../../runs/why-rows.ts'
import { StateDot } from '../../ui/state-dot.tsx'
import { ToGate } from '../card/to-gate.tsx'
import { useItems } from '../card/use-items.ts'
import { useTitleOf } from '../use-title-of.ts'
import { useEditing } from '../editor-context.ts'
import styles from './inspector.module.css'

const SHOWN = 6

/** What the next run would do here, and why, in words. */
export function WhyItRuns({ node, step }: { readonly node: Node; readonly step: Step }) {
  const { catalog } = useEditing()
  const titleOf = useTitleOf()
  const planned = usePlanned(node.id)
  const items = useItems(node.id)
  const error = useRunsState((state) => state.plan.error)
  const now = useNow(30_000)
  if (planned.length === 0 && !error) return
  const rows = whyRows(planned, (task) => {
    const why = `${verdictText(task, { step, now, titleOf })}${insteadText(catalog, task)}`
    return task.reason.because === 'problem' ? ownWords(why, nodeTitle(catalog, node)) : why
  })
  const isRunning = (task: PlannedTask) => items.find((item) => item.item === task.item)?.state === 'running'
  return (
    <section className={styles.box} aria-label="Why it runs">
      <h3 className={styles.boxTitle}>Why it runs</h3>
      {error && <p className={styles.quiet}>{error.message}</p>}
      <ul className={styles.whys}>
        {rows.slice(0, SHOWN).map((row) => (
          <li key={row.tasks[0]?.item ?? ''}>
            <StateDot state={row.tasks.some(isRunning) ? 'running' : planDotOf(row.verdict, row.tasks)} />
            {row.items !== undefined && <strong>{row.items}</strong>}
            <span>{row.text}</span>
            <Gate tasks={row.tasks} />
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && <p className={styles.quiet}>and {rows.length - SHOWN} more</p>}
    </section>
  )
}

const Gate = ({ tasks: [task] }: { readonly tasks: readonly PlannedTask[] }) =>
  task?.reason.because === 'gate' && <ToGate node={task.reason.node} />
