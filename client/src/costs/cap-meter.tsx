import type { Micros, Sum } from '@reelgraph/shared'
import { classes } from '../lib/classes.ts'
import styles from './costs.module.css'
import { amountText } from './sum-text.ts'

/** What is spent and set aside of a limit. */
export function CapMeter({ sum, cap, label }: { readonly sum: Sum; readonly cap: Micros; readonly label: string }) {
  const part = (micros: Micros): string => `${Math.min(100, cap === 0 ? 100 : (micros / cap) * 100)}%`
  const used = sum.settled + sum.reserved
  return (
    <div
      className={classes(styles.meter, used >= cap && styles.full)}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={cap}
      aria-valuenow={Math.min(used, cap)}
      aria-valuetext={`${amountText(used)} of ${amountText(cap)}`}
    >
      <span className={styles.reserved} style={{ width: part(used) }} />
      <span className={styles.settled} style={{ width: part(sum.settled) }} />
    </div>
  )
}
