import ChevronRight from 'lucide-react/icons/chevron-right'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../lib/classes.ts'
import control from '../control.module.css'
import { Select } from '../select/select.tsx'
import type { WidgetProps } from '../widget.ts'
import styles from './assign.module.css'
import { goesByOrder, pairingOf, parseWholeNumbers } from './pairing.ts'

/** Which target each item goes with, by position from 0: a choice for each where the names are known, else typed. */
export function AssignWidget(props: WidgetProps<'assign'>) {
  const { field, value, extras, id, disabled, onCommit } = props
  const { pairs } = extras
  if (!pairs || pairs.items.length === 0 || pairs.targets.length === 0) return <TypedList {...props} />
  const pairing = pairingOf(value, pairs)
  const chosen = Array.isArray(value) ? value.length : 0
  const byOrder = goesByOrder(value, pairs)
  const choices = pairs.targets.map((label, position) => ({ value: position, label }))
  const list = (
    <div className={styles.pairs} id={id} role="group" aria-label={field.title} aria-describedby={props.describedBy}>
      {pairs.items.map((item, position) => (
        <div key={item + String(position)} className={styles.pair}>
          <span className={styles.item} title={item}>
            {item}
          </span>
          <Select
            label={`${item} goes with`}
            placeholder="choose"
            choices={choices}
            // Unequal counts pair by no rule: nothing is shown as chosen that nobody chose.
            value={position < chosen || byOrder ? pairing[position] : undefined}
            disabled={disabled}
            onChange={(target) => onCommit(pairing.with(position, Number(target)))}
          />
        </div>
      ))}
      {chosen > 0 && !byOrder && (
        <Button
          size="small"
          className={styles.reset ?? ''}
          disabled={disabled}
          onClick={() => onCommit(field.fallback)}
        >
          Forget these
        </Button>
      )}
    </div>
  )
  if (!byOrder) return list
  return (
    <details className={styles.folded}>
      <summary>
        <ChevronRight />
        By order, one to one
      </summary>
      {list}
    </details>
  )
}

function TypedList({ field, value, id, describedBy, invalid, disabled, onCommit, onProblem }: WidgetProps<'assign'>) {
  const [draft, setDraft] = useState<string>()
  const commit = () => {
    if (draft === undefined) return
    const numbers = parseWholeNumbers(draft)
    if (!numbers) return onProblem('Whole numbers with commas between them: 0, 1, 1')
    const cleared = numbers.length === 0 && field.optional
    if (onCommit(cleared ? undefined : numbers)) setDraft(undefined)
  }
  return (
    <div className={classes(control.control, invalid && control.invalid, disabled && control.disabled)}>
      <input
        id={id}
        className={control.input}
        autoComplete="off"
        placeholder={field.placeholder ?? 'by order'}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        disabled={disabled}
        value={draft ?? (Array.isArray(value) ? value.join(', ') : '')}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </div>
  )
}
