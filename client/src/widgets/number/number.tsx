import type { WidgetProps } from '../widget.ts'
import { NumberInput } from './number-input.tsx'

export const NumberWidget = ({ field, value, ...rest }: WidgetProps<'number'>) => (
  <NumberInput
    limits={field}
    value={typeof value === 'number' ? value : undefined}
    id={rest.id}
    describedBy={rest.describedBy}
    placeholder={field.placeholder ?? (field.optional ? 'auto' : undefined)}
    invalid={rest.invalid}
    disabled={rest.disabled}
    clearable={field.optional}
    onInput={rest.onInput}
    onCommit={rest.onCommit}
    onProblem={rest.onProblem}
  />
)
