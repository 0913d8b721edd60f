import { useId } from 'react'
import styles from './switch-row.module.css'
import { SwitchTrack } from './switch-track.tsx'

interface SwitchRowProps {
  readonly label: string
  /** What it means, in a sentence. */
  readonly hint?: string
  readonly on: boolean
  readonly disabled?: boolean
  onChange(on: boolean): void
}

/** Something that is on or off, in a line of its own. */
export function SwitchRow({ label, hint, on, disabled, onChange }: SwitchRowProps) {
  const id = useId()
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-labelledby={`${id}label`}
      aria-describedby={hint === undefined ? undefined : `${id}hint`}
      disabled={disabled}
      className={styles.row}
      onClick={() => onChange(!on)}
    >
      <span className={styles.words}>
        <span id={`${id}label`}>{label}</span>
        {hint !== undefined && (
          <span id={`${id}hint`} className={styles.hint}>
            {hint}
          </span>
        )}
      </span>
      <SwitchTrack on={on} />
    </button>
  )
}
