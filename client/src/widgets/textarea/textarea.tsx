import { classes } from '../../lib/classes.ts'
import control from '../control.module.css'
import { useDraft } from '../use-draft.ts'
import type { WidgetProps } from '../widget.ts'
import styles from './textarea.module.css'

/** Grows with its text, to a third of the window. */
export function TextareaWidget(props: WidgetProps<'textarea'>) {
  const { field, id, describedBy, invalid, disabled } = props
  const draft = useDraft(props)
  return (
    <div
      className={classes(control.control, styles.area, invalid && control.invalid, disabled && control.disabled)}
      data-text={`${draft.text} `}
    >
      <textarea
        id={id}
        className={styles.input}
        rows={1}
        placeholder={field.placeholder}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        disabled={disabled}
        value={draft.text}
        onChange={(event) => draft.write(event.target.value)}
        onBlur={draft.commit}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) draft.commit()
          if (event.key === 'Escape') draft.revert()
        }}
      />
    </div>
  )
}
