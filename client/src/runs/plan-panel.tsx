import { useId, useState } from 'react'
import type { ErrorBody } from '@reelgraph/shared'
import Play from 'lucide-react/icons/play'
import { formatMoney } from '../lib/format.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { hasWork, isFree } from './actions.ts'
import type { NameOf } from './node-names.ts'
import { PlanList } from './plan-list.tsx'
import styles from './plan-panel.module.css'
import { atMostText } from './price-text.ts'
import type { Asking } from './runs-state.ts'
import { scopeText } from './scope-text.ts'
import { useRuns, useRunsState } from './use-runs.ts'

interface PlanPanelProps {
  readonly nameOf: NameOf
  /** Brings a node into sight and selects it. */
  onShowNode(node: string): void
}

/** What a run would do, before it does it. Open while somebody has to say yes. */
export function PlanPanel(props: PlanPanelProps) {
  const asking = useRunsState((state) => state.asking)
  return asking ? <Panel {...props} asking={asking} /> : null
}

function Panel({ asking, nameOf, onShowNode }: PlanPanelProps & { readonly asking: Asking }) {
  const { actions } = useRuns()
  const starting = useRunsState((state) => state.starting)
  const [dollars, setDollars] = useState('')
  const { plan, changed } = asking
  const cap = Number(dollars)
  const needsCap = plan.total === 'unknown'
  const capFits = !needsCap || (Number.isFinite(cap) && cap > 0)
  const show = (node: string) => {
    actions.dismiss()
    onShowNode(node)
  }
  const confirm = () => void actions.confirm(needsCap ? { cap: Math.round(cap * 1_000_000) } : {})
  return (
    <Dialog
      open
      onClose={actions.dismiss}
      title={`Plan: ${scopeText(plan.scope, nameOf)}`}
      description={summaryOf(asking)}
      actions={
        <>
          <Button onClick={actions.dismiss}>Not now</Button>
          <Button
            variant="primary"
            autoFocus
            icon={<Play />}
            loading={starting}
            disabled={!capFits || !hasWork(plan)}
            detail={
              !hasWork(plan)
                ? undefined
                : needsCap
                  ? capFits
                    ? `at most ${formatMoney(cap * 1_000_000)}`
                    : undefined
                  : atMostText(plan.total)
            }
            onClick={confirm}
          >
            {plan.problems.length > 0 && hasWork(plan) ? 'Run what can run' : 'Run'}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {changed && (
          <ErrorNote
            tone="warn"
            title="The project changed after you saw the price."
            hint="This is what the run would do now."
          />
        )}
        <Problems problems={plan.problems} nameOf={nameOf} onShow={show} />
        <PlanList plan={plan} nameOf={nameOf} onShowNode={show} />
        {needsCap && <Cap value={dollars} onChange={setDollars} />}
      </div>
    </Dialog>
  )
}

const summaryOf = ({ plan }: Asking): string => {
  if (!hasWork(plan))
    return plan.problems.length > 0
      ? 'Nothing can run before this is mended.'
      : 'Nothing has to run: everything is reused.'
  const saved = plan.saved > 0 ? ` Reusing what is unchanged saves ${formatMoney(plan.saved)}.` : ''
  return `${isFree(plan) ? 'It costs nothing.' : plan.total === 'unknown' ? 'What it costs is not known before.' : `It costs ${atMostText(plan.total)}.`}${saved}`
}

interface ProblemsProps {
  readonly problems: readonly ErrorBody[]
  readonly nameOf: NameOf
  onShow(node: string): void
}

const Problems = ({ problems, nameOf, onShow }: ProblemsProps) =>
  problems.map((problem, position) => {
    const { node } = problem
    return (
      <ErrorNote
        key={`${position} ${problem.message}`}
        title={problem.message}
        hint={problem.hint}
        action={
          node !== undefined && (
            <Button size="small" onClick={() => onShow(node)}>
              Show {nameOf(node).title}
            </Button>
          )
        }
      />
    )
  })

interface CapProps {
  readonly value: string
  onChange(value: string): void
}

function Cap({ value, onChange }: CapProps) {
  const id = useId()
  return (
    <div className={styles.cap}>
      <label htmlFor={id}>Stop before it has cost</label>
      <span className={styles.money}>
        $
        <input
          id={id}
          inputMode="decimal"
          placeholder="5.00"
          value={value}
          onChange={(event) => onChange(event.target.value.replace(',', '.'))}
        />
      </span>
    </div>
  )
}
