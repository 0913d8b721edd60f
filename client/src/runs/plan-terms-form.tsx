import { useId } from 'react'
import type { Plan, Priority } from '@reelgraph/shared'
import { MoneyField } from '../ui/money-field.tsx'
import { SegmentedControl } from '../ui/segmented.tsx'
import styles from './plan-dialog.module.css'
import { wantedOf, type Agreement, type Terms } from './plan-terms.ts'

const PRIORITIES = [
  { value: 'low', label: 'Low' },
  { value: 'normal', label: 'Normal' },
  { value: 'high', label: 'High' },
] as const satisfies readonly { readonly value: Priority; readonly label: string }[]

interface PlanTermsProps {
  readonly plan: Plan
  readonly terms: Terms
  /** What keeps it from running. */
  readonly missing: Extract<Agreement, { ok: false }>['missing'] | undefined
  onChange(terms: Terms): void
}

/** What a person agrees to: that a price is unknown, what it may cost, how much it matters. */
export function PlanTerms({ plan, terms, missing, onChange }: PlanTermsProps) {
  const id = useId()
  const wanted = wantedOf(plan)
  const { prices } = plan.unknown
  return (
    <div className={styles.terms}>
      {wanted.consent && (
        <label className={styles.consent} htmlFor={id}>
          <input
            id={id}
            type="checkbox"
            checked={terms.consent}
            onChange={(event) => onChange({ ...terms, consent: event.target.checked })}
          />
          <span>I know that the price of {prices === 1 ? 'one step' : `${prices} steps`} is unknown.</span>
        </label>
      )}
      {wanted.cap !== 'none' && (
        <MoneyField
          label="Spend at most"
          value={terms.cap}
          required={wanted.cap === 'required'}
          problem={missing === 'amount' ? 'This is no amount.' : undefined}
          hint={capHint(plan)}
          onChange={(cap) => onChange({ ...terms, cap })}
        />
      )}
      <div className={styles.priority}>
        <span>Priority against other runs</span>
        <PriorityControl value={terms.priority} onChange={(priority) => onChange({ ...terms, priority })} />
      </div>
    </div>
  )
}

const capHint = ({ unknown: { lengths, prices } }: Plan): string =>
  [
    lengths > 0 &&
      `How long ${lengths === 1 ? 'a list' : `${lengths} lists`} will be is not known, so a limit is needed.`,
    'What would go beyond waits for you.',
    prices > 0 && 'With a limit, steps of unknown price are made one at a time; the last of them may go beyond it.',
  ]
    .filter((part) => part !== false)
    .join(' ')

interface PriorityControlProps {
  readonly value: Priority
  readonly disabled?: boolean
  onChange(priority: Priority): void
}

export const PriorityControl = (props: PriorityControlProps) => (
  <SegmentedControl label="Priority" segments={PRIORITIES} {...props} />
)
