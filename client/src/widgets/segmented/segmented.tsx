import { SegmentedControl } from '../../ui/segmented.tsx'
import type { WidgetProps } from '../widget.ts'

export const SegmentedWidget = ({ field, value, describedBy, disabled, onCommit }: WidgetProps<'segmented'>) => (
  <SegmentedControl
    label={field.title}
    fill
    segments={field.choices.map((choice) => ({ value: String(choice.value), label: choice.label }))}
    value={typeof value === 'string' || typeof value === 'number' ? String(value) : undefined}
    disabled={disabled}
    describedBy={describedBy}
    onChange={(next) => onCommit(field.choices.find((choice) => String(choice.value) === next)?.value)}
  />
)
