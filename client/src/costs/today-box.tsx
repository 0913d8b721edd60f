import type { Micros, Sum } from '@reelgraph/shared'
import { CapMeter } from './cap-meter.tsx'
import styles from './costs.module.css'
import { DayCapForm } from './day-cap-form.tsx'
import { amountText, openText, requestsText } from './sum-text.ts'

interface TodayBoxProps {
  readonly sum: Sum
  readonly cap: Micros | undefined
  onChanged(): Promise<void>
}

/** What today has cost, against what it may. */
export function TodayBox({ sum, cap, onChanged }: TodayBoxProps) {
  return (
    <section className={styles.box} aria-labelledby="costs-today">
      <h2 id="costs-today" className={styles.boxTitle}>
        Today
      </h2>
      <p className={styles.big}>{amountText(sum.settled)}</p>
      <p className={styles.small}>{requestsText(sum) ?? 'nothing was asked of any provider'}</p>
      <p className={styles.small}>{openText(sum)}</p>
      {cap !== undefined && <CapMeter sum={sum} cap={cap} label="Spent of today’s limit" />}
      <div className={styles.limit}>
        <span>Most in a day</span>
        <DayCapForm cap={cap} onChanged={onChanged} />
      </div>
    </section>
  )
}
