import type { ProviderAccounts } from '@reelgraph/shared'
import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import X from 'lucide-react/icons/x'
import { useId, useState } from 'react'
import { classes } from '../lib/classes.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import control from '../widgets/control.module.css'
import styles from './keys.module.css'

interface SecretFieldProps {
  readonly field: ProviderAccounts['fields'][number]
  /** What is saved, as far as it is told: `····1234`. */
  readonly saved: string | undefined
  /** `null`: what is saved is to be taken away. */
  readonly draft: string | null
  readonly problem: string | undefined
  readonly autoFocus: boolean
  onChange(draft: string | null): void
}

/** A key can be looked at only while it is typed: what is saved never comes back. */
export function SecretField({ field, saved, draft, problem, autoFocus, onChange }: SecretFieldProps) {
  const id = useId()
  const [shown, setShown] = useState(false)
  const typed = draft ?? ''
  const hidden = field.secret && !(shown && typed !== '')
  const isRemovable = field.secret && field.optional && saved !== undefined
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
          placeholder={(draft === null ? undefined : saved) ?? field.placeholder ?? ''}
          value={typed}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onChange={(event) => onChange(event.target.value)}
        />
        {isRemovable && draft === '' && (
          <IconButton
            size="small"
            label={`Take away the saved ${field.title}`}
            icon={<X />}
            onClick={() => onChange(null)}
          />
        )}
        {field.secret && typed !== '' && (
          <IconButton
            size="small"
            label={shown ? 'Hide what is typed' : 'Show what is typed'}
            icon={shown ? <EyeOff /> : <Eye />}
            onClick={() => setShown(!shown)}
          />
        )}
      </span>
      {draft === null && (
        <p className={styles.about} role="status">
          Saving takes away the one that is saved.{' '}
          <Button size="small" variant="ghost" onClick={() => onChange('')}>
            Keep it
          </Button>
        </p>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
