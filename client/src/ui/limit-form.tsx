import { errorBody } from '@reelgraph/shared'
import { useId, useRef, useState, type FormEvent } from 'react'
import { classes } from '../lib/classes.ts'
import { Button } from './button.tsx'
import styles from './limit-form.module.css'

interface LimitFormProps {
  /** What the limit is of: `Most in a day`. */
  readonly label: string
  readonly value: number | undefined
  /** As it is said: `$5.00`. */
  text(value: number): string
  /** Where there is none. */
  readonly none?: string
  /** The unit beside the field. */
  readonly before?: string
  readonly after?: string
  readonly placeholder: string
  /** As it stands in the field. */
  typed(value: number): string
  /** @returns nothing where that is no amount above zero. */
  parse(typed: string): number | undefined
  /** @throws what the server says. */
  onSave(value: number | undefined): Promise<void>
}

/** A limit in words, that can be changed in its place. */
export function LimitForm(props: LimitFormProps) {
  const { label, value, text, none = 'no limit' } = props
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  if (open) return <Editing {...props} onClose={close} />
  const said = value === undefined ? none : text(value)
  return (
    <span className={styles.said}>
      <span className={classes(value === undefined && styles.none)}>{said}</span>
      <Button
        ref={button}
        size="small"
        variant="ghost"
        aria-label={`Change: ${label}, ${said}`}
        onClick={() => setOpen(true)}
      >
        {value === undefined ? 'Set' : 'Change'}
      </Button>
    </span>
  )
}

function Editing(props: LimitFormProps & { onClose(): void }) {
  const { label, value, before, after, placeholder, typed, parse, onSave, onClose } = props
  const id = useId()
  const [draft, setDraft] = useState(value === undefined ? '' : typed(value))
  const [problem, setProblem] = useState<string>()
  const [saving, setSaving] = useState(false)
  const save = async (next: number | undefined) => {
    setSaving(true)
    try {
      if (next !== value) await onSave(next)
      onClose()
    } catch (thrown) {
      const { message, hint } = errorBody(thrown)
      setProblem(hint === undefined ? message : `${message} ${hint}`)
      setSaving(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const next = parse(draft)
    if (next === undefined) setProblem(`An amount above zero is needed, like ${placeholder}.`)
    else void save(next)
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <span className={classes(styles.field, problem !== undefined && styles.invalid)}>
        {before}
        <input
          aria-label={label}
          className="nokey"
          inputMode="decimal"
          autoComplete="off"
          autoFocus
          placeholder={placeholder}
          value={draft}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={problem === undefined ? undefined : id}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            onClose()
          }}
        />
        {after}
      </span>
      <Button type="submit" size="small" loading={saving}>
        Save
      </Button>
      {value !== undefined && (
        <Button size="small" variant="ghost" disabled={saving} onClick={() => void save(undefined)}>
          No limit
        </Button>
      )}
      <Button size="small" variant="ghost" disabled={saving} onClick={onClose}>
        Cancel
      </Button>
      {problem !== undefined && (
        <p id={id} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </form>
  )
}
