import { useState, type ComponentType } from 'react'
import type { Catalog, ErrorBody } from '@reelgraph/shared'
import Play from 'lucide-react/icons/play'
import { OldPrices } from '../live/old-prices.tsx'
import { KeyButton, keyWanted } from '../keys/key-button.tsx'
import { formatAtMost } from '../lib/format.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { hasWork, isFree } from './actions.ts'
import type { NameOf } from './node-names.ts'
import { PlanList } from './plan-list.tsx'
import styles from './plan-dialog.module.css'
import { planSummary } from './plan-summary.ts'
import { agreementOf, firstTerms, type Agreement } from './plan-terms.ts'
import { PlanTerms } from './plan-terms-form.tsx'
import { atMostText } from './price-text.ts'
import { microsOf } from './run-money.ts'
import type { Asking } from './runs-state.ts'
import { scopeText } from './scope-text.ts'
import { useRuns, useRunsState } from './use-runs.ts'

interface PlanDialogProps {
  readonly asking: Asking
  readonly catalog: Pick<Catalog, 'models' | 'providers'>
  readonly nameOf: NameOf
  /** Brings a node into sight and selects it; with the name of a setting or an input leads to that. */
  onShowNode(node: string, field?: string): void
  /** Another way than mending what is in the way, where there is one. */
  readonly OtherWay: ComponentType<{ readonly problems: readonly ErrorBody[]; onLeave(): void }>
}

/** What a run would do, before it does it. */
export function PlanDialog({ asking, catalog, nameOf, onShowNode, OtherWay }: PlanDialogProps) {
  const { actions } = useRuns()
  const starting = useRunsState((state) => state.starting)
  const { plan, changed } = asking
  const [terms, setTerms] = useState(() => firstTerms(plan))
  const agreement = agreementOf(plan, terms)
  const show = (node: string, field?: string) => {
    actions.dismiss()
    onShowNode(node, field)
  }
  return (
    <Dialog
      open
      onClose={actions.dismiss}
      title={`Plan: ${scopeText(plan.scope, nameOf)}`}
      description={planSummary(plan, (node) => nameOf(node).title)}
      actions={
        <>
          <Button onClick={actions.dismiss}>Not now</Button>
          <Button
            variant="primary"
            autoFocus
            icon={<Play />}
            loading={starting}
            disabled={!agreement.ok || (plan.problems.length > 0 && !hasWork(plan))}
            detail={detailOf(asking, microsOf(terms.cap))}
            onClick={() => agreement.ok && void actions.confirm(agreement.agreed)}
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
            title="What the run would do, or cost, has changed since you saw it."
            hint="This is how it stands now."
          />
        )}
        <Problems problems={plan.problems} nameOf={nameOf} onShow={show} onLeave={actions.dismiss} />
        <OtherWay problems={plan.problems} onLeave={actions.dismiss} />
        <PlanList plan={plan} catalog={catalog} nameOf={nameOf} onShowNode={show} />
        <OldPrices plan={plan} catalog={catalog} nameOf={nameOf} className={styles.oldPrices} />
        {hasWork(plan) && <PlanTerms plan={plan} terms={terms} missing={missingOf(agreement)} onChange={setTerms} />}
      </div>
    </Dialog>
  )
}

const missingOf = (agreement: Agreement) => (agreement.ok ? undefined : agreement.missing)

/** The least of what the plan says and what the person allows. */
const detailOf = ({ plan }: Asking, cap: number | undefined): string | undefined => {
  if (!hasWork(plan)) return undefined
  if (plan.total === 'unknown')
    return cap === undefined || plan.unknown.prices > 0 ? 'price unknown' : formatAtMost(cap)
  return cap === undefined || cap >= plan.total.high || isFree(plan) ? atMostText(plan.total) : formatAtMost(cap)
}

interface ProblemsProps {
  readonly problems: readonly ErrorBody[]
  readonly nameOf: NameOf
  onShow(node: string, field: string | undefined): void
  onLeave(): void
}

const Problems = ({ problems, nameOf, onShow, onLeave }: ProblemsProps) =>
  problems.map((problem, position) => {
    const { node } = problem
    const provider = keyWanted(problem)
    return (
      <ErrorNote
        key={`${position} ${problem.message}`}
        title={problem.message}
        hint={problem.hint}
        action={
          provider === undefined ? (
            node !== undefined && (
              <Button size="small" onClick={() => onShow(node, problem.field)}>
                Show {nameOf(node).title}
              </Button>
            )
          ) : (
            <KeyButton provider={provider} onLeave={onLeave} />
          )
        }
      />
    )
  })
