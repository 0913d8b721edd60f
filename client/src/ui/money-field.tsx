import { useId, type ReactNode } from 'react'
import { classes } from '../lib/classes.ts'
import styles from './money-field.module.css'

interface MoneyFieldProps {
  readonly label: ReactNode
  /** What it means, quietly below. */
  readonly hint?: ReactNode
  /** Dollars as they are typed. */
  readonly value: string
  readonly placeholder?: string
  /** Why what is typed cannot be. */
  readonly problem?: string | undefined
  readonly required?: boolean
  onChange(value: string): void
}

/** An amount in dollars, beside what it is for. */
export function MoneyField({ label, hint, value, placeholder = '5.00', problem, required, onChange }: MoneyFieldProps) {
  const id = useId()
  const said = problem ?? hint
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <span className={classes(styles.money, problem !== undefined && styles.invalid)}>
        $
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          placeholder={placeholder}
          value={value}
          required={required}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={said === undefined ? undefined : `${id}said`}
          onChange={(event) => onChange(event.target.value.replace(',', '.'))}
        />
      </span>
      {said !== undefined && (
        <p id={`${id}said`} className={classes(styles.hint, problem !== undefined && styles.problem)}>
          {said}
        </p>
      )}
    </div>
  )
}
