import Dices from 'lucide-react/icons/dices'
import X from 'lucide-react/icons/x'
import { IconButton } from '../../ui/icon-button.tsx'
import { NumberInput } from '../number/number-input.tsx'
import type { WidgetProps } from '../widget.ts'
import { rollSeed } from './roll-seed.ts'
import styles from './seed.module.css'

/** Not set it is "auto": a re-roll then finds its own. */
export function SeedWidget({ field, value, onCommit, ...rest }: WidgetProps<'seed'>) {
  const seed = typeof value === 'number' ? value : undefined
  const clearable = field.optional && seed !== undefined && seed !== field.fallback
  return (
    <div className={styles.seed}>
      <NumberInput
        limits={field}
        value={seed}
        id={rest.id}
        describedBy={rest.describedBy}
        placeholder={field.placeholder ?? 'auto'}
        invalid={rest.invalid}
        disabled={rest.disabled}
        clearable={field.optional}
        onInput={rest.onInput}
        onCommit={onCommit}
        onProblem={rest.onProblem}
      />
      <span className={styles.buttons}>
        {clearable && (
          <IconButton
            size="tiny"
            label="Back to auto"
            icon={<X />}
            disabled={rest.disabled}
            onClick={() => onCommit(undefined)}
          />
        )}
        <IconButton
          size="tiny"
          label="Roll a seed"
          icon={<Dices />}
          disabled={rest.disabled}
          onClick={() => onCommit(rollSeed(field, Math.random))}
        />
      </span>
    </div>
  )
}
