import type { AccountTest, ErrorBody } from '@reelgraph/shared'
import { ErrorNote } from '../ui/error-note.tsx'
import { factsOf } from './account-words.ts'
import styles from './keys.module.css'

export type Tested =
  | { readonly state: 'asking' }
  | { readonly state: 'works'; readonly told: AccountTest }
  | { readonly state: 'fails'; readonly error: ErrorBody }

/** What came of a free test: what the service said, or what to do. */
export function TestResult({ tested }: { readonly tested: Tested }) {
  if (tested.state === 'asking') return <p className={styles.about}>Asking the service …</p>
  if (tested.state === 'fails') {
    const { message, hint, detail } = tested.error
    return (
      <ErrorNote
        title={message}
        hint={hint}
        {...(detail !== undefined && { detail: typeof detail === 'string' ? detail : JSON.stringify(detail, null, 2) })}
      />
    )
  }
  const { told } = tested
  return (
    <div className={styles.works} role="status">
      <p className={styles.worksTitle}>It works</p>
      <dl className={styles.facts}>
        {factsOf(told).map(({ title, text }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {told.notes?.map((note) => (
        <p key={note} className={styles.about}>
          {note}
        </p>
      ))}
      {told.laneSet && <p className={styles.about}>Its queue goes by these limits where you have set no others.</p>}
    </div>
  )
}
