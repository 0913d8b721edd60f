import type { ErrorBody } from '@reelgraph/shared'
import { KeyButton, keyWanted } from '../../keys/key-button.tsx'
import { hasWork } from '../../runs/actions.ts'
import { stopsText } from '../../runs/plan-summary.ts'
import { verdictCounts } from '../../runs/reason-text.ts'
import { atMostText } from '../../runs/price-text.ts'
import { useRuns, useRunsState } from '../../runs/use-runs.ts'
import { formatMoney } from '../../lib/format.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { commandOf } from '../commands/commands.ts'
import { DraftOffer } from './draft-offer.tsx'
import { useEditing, useProject } from '../editor-context.ts'
import { RetiredOffer } from '../retired/retired-offer.tsx'
import { useNameOf, useShowNode } from '../use-names.ts'
import styles from './inspector.module.css'

const MOST = 4

/** Nothing is selected: what the next run would do, and what stands in its way. */
export function ProjectInspector() {
  const editing = useEditing()
  const { actions } = useRuns()
  const name = useProject((project) => project.name)
  const count = useProject((project) => Object.keys(project.nodes).length)
  const plan = useRunsState((state) => state.plan.plan)
  const nameOf = useNameOf()
  const show = useShowNode()
  const wayOf = (problem: ErrorBody) => {
    const [provider, { node }] = [keyWanted(problem), problem]
    if (provider !== undefined) return <KeyButton provider={provider} />
    if (node === undefined) return undefined
    return (
      <Button size="small" onClick={() => show(node)}>
        Show {nameOf(node).title}
      </Button>
    )
  }
  const tasks = plan?.tasks.filter((task) => task.reason.because !== 'typed') ?? []
  const stops = plan && hasWork(plan) ? stopsText(plan, (node) => nameOf(node).title) : undefined
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>{name}</h2>
        <span className={styles.aside}>
          {count} {count === 1 ? 'node' : 'nodes'}
        </span>
      </header>
      {plan && tasks.length > 0 && (
        <section className={styles.box} aria-label="The next run">
          <h3 className={styles.boxTitle}>The next run</h3>
          <p>
            {verdictCounts(tasks)}
            {hasWork(plan) && ` · ${atMostText(plan.total)}`}
            {plan.saved > 0 && <span className={styles.saved}> · saves {formatMoney(plan.saved)}</span>}
          </p>
          {stops !== undefined && <p className={styles.quiet}>{stops}</p>}
          <Button size="small" className={styles.planButton} onClick={() => void actions.preview({ of: 'all' })}>
            Show the plan
          </Button>
        </section>
      )}
      {plan && plan.problems.length > 0 && (
        <div className={styles.section}>
          <span className={styles.label}>In the way</span>
          {plan.problems.slice(0, MOST).map((problem, index) => (
            <ErrorNote
              key={`${index} ${problem.message}`}
              tone="warn"
              title={problem.message}
              hint={problem.hint}
              action={wayOf(problem)}
            />
          ))}
          {plan.problems.length > MOST && (
            <p className={styles.quiet}>and {plan.problems.length - MOST} more, in the plan</p>
          )}
          <DraftOffer problems={plan.problems} />
          <RetiredOffer />
        </div>
      )}
      <div className={styles.hints}>
        <p>
          <Kbd keys="Tab" /> adds a node
        </p>
        <p>
          <Kbd keys="Mod+Enter" /> runs
        </p>
        <p>
          <Kbd keys="Mod+K" /> finds a command
        </p>
      </div>
      {count > 0 && (
        <div className={styles.buttons}>
          <Button onClick={() => commandOf('save-template').run(editing)}>Save as template</Button>
        </div>
      )}
    </>
  )
}
