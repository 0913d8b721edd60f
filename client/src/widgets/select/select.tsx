import { lazyView } from '../../ui/lazy-view.tsx'
import control from '../control.module.css'
import type { WidgetProps } from '../widget.ts'

/** A choice that unfolds. Its list is fetched with the other overlays. */
export const Select = lazyView(
  async () => (await import('./select-view.tsx')).SelectView,
  <div className={control.control} />,
)

export const SelectWidget = ({ field, value, onCommit, ...rest }: WidgetProps<'select'>) => (
  <Select
    choices={field.choices}
    value={typeof value === 'string' || typeof value === 'number' ? value : undefined}
    none={field.optional && field.fallback === undefined ? (field.placeholder ?? 'auto') : undefined}
    id={rest.id}
    describedBy={rest.describedBy}
    invalid={rest.invalid}
    disabled={rest.disabled}
    onChange={onCommit}
  />
)
