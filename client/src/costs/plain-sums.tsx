import type { Sum } from '@reelgraph/shared'
import type { ReactNode } from 'react'
import styles from './costs.module.css'
import { amountText, askedText } from './sum-text.ts'

interface PlainSumsProps {
  readonly id: string
  readonly title: string
  readonly rows: readonly { readonly key: string; readonly name: ReactNode; readonly sum: Sum }[]
}

/** Sums, the dearest with the longest bar. */
export function PlainSums({ id, title, rows }: PlainSumsProps) {
  const most = Math.max(1, ...rows.map(({ sum }) => sum.settled))
  return (
    <section className={styles.box} aria-labelledby={id}>
      <h2 id={id} className={styles.boxTitle}>
        {title}
      </h2>
      <ul className={styles.rows}>
        {rows.map(({ key, name, sum }) => (
          <li key={key} className={styles.row}>
            <div className={styles.line}>
              <span className={styles.what}>{name}</span>
              <span className={styles.amount}>{amountText(sum.settled)}</span>
            </div>
            {sum.settled > 0 && (
              <span className={styles.share} style={{ width: `${(sum.settled / most) * 100}%` }} aria-hidden="true" />
            )}
            <div className={styles.small}>{askedText(sum)}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}
