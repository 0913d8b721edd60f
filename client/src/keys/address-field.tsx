import type { AccountState, ProviderAccounts } from '@reelgraph/shared'
import { useId } from 'react'
import { classes } from '../lib/classes.ts'
import control from '../widgets/control.module.css'
import styles from './keys.module.css'

interface AddressFieldProps {
  readonly provider: ProviderAccounts
  readonly account: AccountState | undefined
  readonly draft: string
  readonly problem: string | undefined
  onChange(draft: string): void
}

/** Folded away where the provider has an address of its own. */
export function AddressField({ provider, account, draft, problem, onChange }: AddressFieldProps) {
  const id = useId()
  const fixed = account?.baseUrl.source === 'environment' ? account.baseUrl : undefined
  const own = account?.baseUrl.source === 'provider' ? account.baseUrl.value : undefined
  const needed = account !== undefined && account.baseUrl.value === undefined
  const field = (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        Address
      </label>
      <span className={classes(control.control, problem !== undefined && control.invalid)}>
        <input
          id={id}
          className={classes(control.input, 'nokey')}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          readOnly={fixed !== undefined}
          placeholder={own ?? 'http://localhost:11434/v1'}
          value={fixed?.value ?? draft}
          aria-invalid={problem !== undefined || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      </span>
      <p className={styles.about}>
        {fixed
          ? `Set by ${fixed.variable ?? 'the environment'}.`
          : `Only for a gateway or a server of your own. ${provider.baseUrlEnv[0] ?? ''} in the environment wins.`}
      </p>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
  if (needed) return field
  return (
    <details className={styles.advanced} open={problem !== undefined || draft !== '' || undefined}>
      <summary>Advanced</summary>
      {field}
    </details>
  )
}
