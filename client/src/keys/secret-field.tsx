import type { ProviderAccounts } from '@reelgraph/shared'
import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import { useId, useState } from 'react'
import { classes } from '../lib/classes.ts'
import { IconButton } from '../ui/icon-button.tsx'
import control from '../widgets/control.module.css'
import styles from './keys.module.css'

interface SecretFieldProps {
  readonly field: ProviderAccounts['fields'][number]
  /** What is saved, as far as it is told: `····1234`. */
  readonly saved: string | undefined
  readonly draft: string
  readonly problem: string | undefined
  readonly autoFocus: boolean
  onChange(draft: string): void
}

/** A key can be looked at only while it is typed: what is saved never comes back. */
export function SecretField({ field, saved, draft, problem, autoFocus, onChange }: SecretFieldProps) {
  const id = useId()
  const [shown, setShown] = useState(false)
  const hidden = field.secret && !(shown && draft !== '')
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {field.title}
        {field.optional && <span className={styles.optional}> · optional</span>}
      </label>
      <span className={classes(control.control, problem !== undefined && control.invalid)}>
        <input
          id={id}
          className={classes(control.input, 'nokey', field.secret && styles.secret)}
          type={hidden ? 'password' : 'text'}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-1p-ignore
          data-lpignore="true"
          autoFocus={autoFocus}
          placeholder={saved ?? field.placeholder ?? ''}
          value={draft}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onChange={(event) => onChange(event.target.value)}
        />
        {field.secret && draft !== '' && (
          <IconButton
            size="small"
            label={shown ? 'Hide what is typed' : 'Show what is typed'}
            icon={shown ? <EyeOff /> : <Eye />}
            onClick={() => setShown(!shown)}
          />
        )}
      </span>
      {problem !== undefined && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
