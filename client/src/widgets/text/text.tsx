import { classes } from '../../lib/classes.ts'
import control from '../control.module.css'
import { useDraft } from '../use-draft.ts'
import type { WidgetProps } from '../widget.ts'

export function TextWidget(props: WidgetProps<'text'>) {
  const { field, id, describedBy, invalid, disabled, extras } = props
  const draft = useDraft(props)
  return (
    <div className={classes(control.control, invalid && control.invalid, disabled && control.disabled)}>
      <input
        id={id}
        className={control.input}
        type="text"
        list={extras.suggestions && `${id}-list`}
        autoComplete="off"
        spellCheck
        placeholder={field.placeholder}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        disabled={disabled}
        value={draft.text}
        onChange={(event) => draft.write(event.target.value)}
        onBlur={draft.commit}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') draft.commit()
          if (event.key === 'Escape') draft.revert()
        }}
      />
      {extras.suggestions && (
        <datalist id={`${id}-list`}>
          {extras.suggestions.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </datalist>
      )}
    </div>
  )
}
