import { useMemo, type ReactNode } from 'react'
import ChevronRight from 'lucide-react/icons/chevron-right'
import type { Json, Problem } from '@reelgraph/shared'
import { FormField } from './form-field.tsx'
import { fieldsOf } from './fields-of.ts'
import styles from './form.module.css'
import { rowsOf } from './rows.ts'
import type { WidgetExtras } from './widget.ts'

export interface FormProps {
  /** `z.toJSONSchema(params, { io: 'input' })`. Keep its identity: fields are derived once for each. */
  readonly schema: unknown
  /** What is stored: a name that is missing has its default. */
  readonly values: Readonly<Record<string, Json | undefined>>
  /** A value that was accepted. `undefined`: it is the default again, and need not be stored. */
  onChange(name: string, value: Json | undefined): void
  /** The same while it is typed or dragged, for previews; `onChange` follows. */
  onInput?(name: string, value: Json): void
  readonly problems?: readonly Problem[]
  readonly disabled?: boolean
  /** Names that are drawn elsewhere. */
  readonly omit?: readonly string[]
  readonly extras?: Readonly<Record<string, WidgetExtras>>
  readonly asides?: Readonly<Record<string, ReactNode>>
}

export function Form({ schema, omit, ...rest }: FormProps) {
  const fields = useMemo(() => fieldsOf(schema), [schema])
  const drawn = omit ? fields.filter(({ name }) => !omit.includes(name)) : fields
  const advanced = drawn.filter((field) => field.advanced)
  const wrong = advanced.some(({ name }) => rest.problems?.some((problem) => problem.field === name))
  return (
    <div className={styles.form}>
      <Rows fields={drawn.filter((field) => !field.advanced)} {...rest} />
      {advanced.length > 0 && (
        <details className={styles.advanced} open={wrong || undefined}>
          <summary>
            <ChevronRight />
            Advanced
          </summary>
          <div className={styles.form}>
            <Rows fields={advanced} {...rest} />
          </div>
        </details>
      )}
    </div>
  )
}

interface RowsProps extends Omit<FormProps, 'schema' | 'omit'> {
  readonly fields: ReturnType<typeof fieldsOf>
}

function Rows({ fields, values, problems, disabled = false, extras, asides, onChange, onInput }: RowsProps) {
  return rowsOf(fields).map((row) => (
    <div key={row[0].name} className={styles.row}>
      {row.map((field) => {
        const problem = problems?.find(({ field: name }) => name === field.name)
        return (
          <FormField
            key={field.name}
            field={field}
            value={values[field.name]}
            problem={problem && [problem.message, problem.hint].filter(Boolean).join('. ')}
            disabled={disabled}
            {...(extras?.[field.name] && { extras: extras[field.name] })}
            aside={asides?.[field.name]}
            onChange={(value) => onChange(field.name, value)}
            onInput={onInput && ((value) => onInput(field.name, value))}
          />
        )
      })}
    </div>
  ))
}
