import { classes } from '../../lib/classes.ts'
import { SwitchTrack } from '../../ui/switch-track.tsx'
import control from '../control.module.css'
import type { WidgetProps } from '../widget.ts'
import styles from './switch.module.css'

export function SwitchWidget({ value, id, describedBy, invalid, disabled, onCommit }: WidgetProps<'switch'>) {
  const on = value === true
  return (
    <button
      id={id}
      type="button"
      role="switch"
      aria-checked={on}
      aria-describedby={describedBy}
      disabled={disabled}
      className={classes(control.control, styles.switch, invalid && control.invalid, disabled && control.disabled)}
      onClick={() => onCommit(!on)}
    >
      {on ? 'on' : 'off'}
      <SwitchTrack on={on} />
    </button>
  )
}
