import { useState } from 'react'
import { JsonSchema, type Json } from '@reelgraph/shared'
import { classes } from '../../lib/classes.ts'
import control from '../control.module.css'
import area from '../textarea/textarea.module.css'
import type { WidgetProps } from '../widget.ts'
import styles from './json.module.css'

/** For a parameter of a shape that has no widget of its own. */
export function JsonWidget({
  field,
  value,
  id,
  describedBy,
  invalid,
  disabled,
  onCommit,
  onProblem,
}: WidgetProps<'json'>) {
  const [draft, setDraft] = useState<string>()
  const text = draft ?? (value === undefined ? '' : JSON.stringify(value, undefined, 2))
  const commit = () => {
    if (draft === undefined) return
    if (draft.trim() === '' && (field.optional || field.fallback !== undefined)) {
      if (onCommit(undefined)) setDraft(undefined)
      return
    }
    const parsed = parse(draft)
    if (parsed === undefined) onProblem('This is not JSON: a bracket, a quote or a comma is missing or too many')
    else if (onCommit(parsed)) setDraft(undefined)
  }
  return (
    <div
      className={classes(
        control.control,
        area.area,
        styles.json,
        invalid && control.invalid,
        disabled && control.disabled,
      )}
      data-text={`${text} `}
    >
      <textarea
        id={id}
        className={area.input}
        rows={1}
        spellCheck={false}
        placeholder={field.placeholder}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        disabled={disabled}
        value={text}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) commit()
          if (event.key === 'Escape') {
            setDraft(undefined)
            onProblem(undefined)
          }
        }}
      />
    </div>
  )
}

function parse(text: string): Json | undefined {
  try {
    return JsonSchema.parse(JSON.parse(text))
  } catch {
    return
  }
}
