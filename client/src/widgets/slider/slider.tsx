import { useState, type CSSProperties } from 'react'
import { NumberInput } from '../number/number-input.tsx'
import type { WidgetProps } from '../widget.ts'
import styles from './slider.module.css'

export function SliderWidget(props: WidgetProps<'slider'>) {
  const { field, value, onInput, onCommit } = props
  const { min = 0, max = 1, step } = field
  const [draft, setDraft] = useState<number>()
  const shown = draft ?? (typeof value === 'number' ? value : min)
  const commit = () => {
    if (draft === undefined) return
    onCommit(draft)
    setDraft(undefined)
  }
  const style: CSSProperties & { '--filled': string } = { '--filled': `${((shown - min) / (max - min)) * 100}%` }
  return (
    <div className={styles.row}>
      <input
        id={props.id}
        className={styles.range}
        type="range"
        min={min}
        max={max}
        step={step}
        value={shown}
        style={style}
        disabled={props.disabled}
        aria-describedby={props.describedBy}
        aria-valuetext={`${shown} ${field.unit ?? ''}`.trim()}
        onChange={(event) => {
          setDraft(event.target.valueAsNumber)
          onInput(event.target.valueAsNumber)
        }}
        onPointerUp={commit}
        onKeyUp={commit}
        onBlur={commit}
      />
      <div className={styles.number}>
        <NumberInput
          limits={field}
          value={shown}
          label={`${field.title}, exact`}
          invalid={props.invalid}
          disabled={props.disabled}
          clearable={field.fallback !== undefined}
          onInput={onInput}
          onCommit={onCommit}
          onProblem={props.onProblem}
        />
      </div>
    </div>
  )
}
