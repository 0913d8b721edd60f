import { useRef, useState, type KeyboardEvent } from 'react'
import { classes } from '../../lib/classes.ts'
import control from '../control.module.css'
import type { Limits } from '../field.ts'
import { parseNumber, stepBy } from './number-maths.ts'
import styles from './number.module.css'
import { useScrub } from './use-scrub.ts'

interface NumberInputProps {
  readonly limits: Limits
  readonly value: number | undefined
  readonly id?: string
  readonly label?: string
  readonly describedBy?: string | undefined
  readonly placeholder?: string | undefined
  readonly invalid: boolean
  readonly disabled: boolean
  /** Whether an emptied field means "not set". */
  readonly clearable: boolean
  onInput(value: number): void
  onCommit(value: number | undefined): boolean
  onProblem(reason: string | undefined): void
}

const stepsOf: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }

/** Dragged like a knob, or clicked and typed. Arrows step, with Shift ten at a time, with Alt a tenth. */
export function NumberInput(props: NumberInputProps) {
  const { limits, value, onInput, onCommit, onProblem } = props
  const [draft, setDraft] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  const scrubbing = useScrub({ limits, value, input, disabled: props.disabled, onInput, onCommit })

  const commit = () => {
    if (draft === undefined) return
    if (draft.trim() === '' && props.clearable) {
      if (onCommit(undefined)) setDraft(undefined)
      return
    }
    const number = parseNumber(draft, limits.unit)
    if (number === undefined)
      onProblem(draft.trim() === '' ? 'A number is needed' : `“${draft.trim()}” is not a number`)
    else if (onCommit(number)) setDraft(undefined)
  }
  const revert = () => {
    setDraft(undefined)
    onProblem(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape') revert()
    const steps = stepsOf[event.key]
    if (steps === undefined) return
    event.preventDefault()
    const from = (draft === undefined ? value : parseNumber(draft, limits.unit)) ?? limits.min ?? 0
    const times = event.shiftKey ? 10 : event.altKey ? 0.1 : 1
    if (onCommit(stepBy(limits, { value: from, steps: steps * times }))) setDraft(undefined)
  }

  return (
    <div
      className={classes(
        control.control,
        styles.number,
        props.invalid && control.invalid,
        props.disabled && control.disabled,
        scrubbing.active && styles.active,
      )}
      {...scrubbing.handlers}
    >
      <input
        ref={input}
        id={props.id}
        className={control.input}
        type="text"
        inputMode={limits.integer && (limits.min ?? -1) >= 0 ? 'numeric' : 'decimal'}
        role="spinbutton"
        autoComplete="off"
        aria-label={props.label}
        aria-valuenow={value}
        aria-valuemin={limits.min}
        aria-valuemax={limits.max}
        aria-valuetext={value === undefined ? props.placeholder : `${value} ${limits.unit ?? ''}`.trim()}
        aria-invalid={props.invalid || undefined}
        aria-describedby={props.describedBy}
        placeholder={props.placeholder}
        disabled={props.disabled}
        value={draft ?? (value === undefined ? '' : String(value))}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {limits.unit !== undefined && <span className={control.unit}>{limits.unit}</span>}
    </div>
  )
}
