import Check from 'lucide-react/icons/check'
import ChevronDown from 'lucide-react/icons/chevron-down'
import * as Radix from 'radix-ui/select'
import { classes } from '../../lib/classes.ts'
import overlay from '../../ui/overlay.module.css'
import control from '../control.module.css'
import type { Choice } from '../field.ts'
import styles from './select.module.css'

export interface SelectProps {
  readonly choices: readonly Choice[]
  readonly value: string | number | undefined
  /** Offered as the first line where nothing needs to be chosen. */
  readonly none?: string | undefined
  readonly id?: string
  readonly label?: string
  readonly describedBy?: string | undefined
  readonly placeholder?: string
  readonly invalid?: boolean
  readonly disabled?: boolean
  onChange(value: string | number | undefined): void
}

// The list speaks of positions, because values may be numbers, or empty.
const nothing = 'none'

/** Fetched when the first one is drawn. */
export function SelectView({ choices, value, none, invalid = false, disabled = false, ...rest }: SelectProps) {
  const position = choices.findIndex((choice) => choice.value === value)
  const shown = position >= 0 ? String(position) : none === undefined ? '' : nothing
  return (
    <Radix.Root
      value={shown}
      disabled={disabled}
      onValueChange={(next) => rest.onChange(next === nothing ? undefined : choices[Number(next)]?.value)}
    >
      <Radix.Trigger
        id={rest.id}
        aria-label={rest.label}
        aria-describedby={rest.describedBy}
        aria-invalid={invalid || undefined}
        className={classes(control.control, styles.trigger, invalid && control.invalid, disabled && control.disabled)}
      >
        <span className={styles.value}>
          <Radix.Value placeholder={rest.placeholder ?? (value === undefined ? 'Choose' : `${value} (unknown)`)} />
        </span>
        <ChevronDown />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={classes(overlay.menu, styles.list)}
          position="popper"
          sideOffset={4}
          collisionPadding={8}
        >
          <Radix.Viewport>
            {none !== undefined && <Line value={nothing} label={none} />}
            {choices.map((choice, index) => (
              <Line key={choice.value} value={String(index)} label={choice.label} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

const Line = ({ value, label }: { readonly value: string; readonly label: string }) => (
  <Radix.Item value={value} className={overlay.item}>
    <span className={overlay.words}>
      <Radix.ItemText>{label}</Radix.ItemText>
    </span>
    <Radix.ItemIndicator>
      <Check />
    </Radix.ItemIndicator>
  </Radix.Item>
)
