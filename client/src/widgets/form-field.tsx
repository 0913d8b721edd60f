import { useId, useState, type ComponentType, type ReactNode } from 'react'
import type { Json } from '@reelgraph/shared'
import { checkField } from './check-field.ts'
import type { Field } from './field.ts'
import styles from './form.module.css'
import type { WidgetExtras, WidgetProps } from './widget.ts'
import { widgets } from './widgets.ts'

interface FormFieldProps {
  readonly field: Field
  /** What is stored; nothing where the default counts. */
  readonly value: Json | undefined
  /** What is wrong with it, known from outside: the plan, the server. */
  readonly problem?: string | undefined
  readonly disabled?: boolean
  readonly extras?: WidgetExtras
  /** At the right of the label: "per item". */
  readonly aside?: ReactNode
  onChange(value: Json | undefined): void
  onInput?: ((value: Json) => void) | undefined
}

const noExtras: WidgetExtras = {}

export function FormField({
  field,
  value,
  problem,
  disabled = false,
  extras = noExtras,
  aside,
  ...on
}: FormFieldProps) {
  const id = useId()
  const [refused, setRefused] = useState<string>()
  const reason = refused ?? problem
  const notes = [
    reason !== undefined && `${id}-reason`,
    extras.note !== undefined && `${id}-note`,
    field.description !== undefined && `${id}-about`,
  ].filter(Boolean)
  // The record is typed over the widgets; one field fits exactly its own.
  const Widget = widgets[field.widget] as ComponentType<WidgetProps>

  const onInput = (next: Json) => {
    setRefused(undefined)
    if (checkField(field, next) === undefined) on.onInput?.(next)
  }
  const onCommit = (next: Json | undefined) => {
    const why = checkField(field, next)
    setRefused(why)
    if (why !== undefined) return false
    const stored = sameJson(next, field.fallback) ? undefined : next
    if (!sameJson(stored, value)) on.onChange(stored)
    return true
  }

  return (
    <div className={styles.field} data-field={field.name}>
      <div className={styles.head}>
        <label className={styles.label} htmlFor={id}>
          {field.title}
        </label>
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      </div>
      <Widget
        field={field}
        value={value ?? field.fallback}
        id={id}
        describedBy={notes.length > 0 ? notes.join(' ') : undefined}
        invalid={reason !== undefined}
        disabled={disabled}
        extras={extras}
        onInput={onInput}
        onCommit={onCommit}
        onProblem={setRefused}
      />
      {reason !== undefined && (
        <p id={`${id}-reason`} className={styles.reason} role="alert">
          {reason}
        </p>
      )}
      {extras.note !== undefined && (
        <p id={`${id}-note`} className={styles.about}>
          {extras.note}
        </p>
      )}
      {field.description !== undefined && (
        <p id={`${id}-about`} className={styles.about}>
          {field.description}
        </p>
      )}
    </div>
  )
}

const sameJson = (one: Json | undefined, other: Json | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
