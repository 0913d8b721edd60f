import { formatMoney } from '../lib/format.ts'
import { tipProps } from '../ui/tip-props.ts'
import styles from './costs.module.css'
import { dayText, type DayBar } from './days.ts'
import { amountText, mostText, openText } from './sum-text.ts'

interface DayChartProps {
  /** Oldest first; the last is today. */
  readonly days: readonly DayBar[]
}

/** What each of the last days has cost: as bars to see, as a table to read. */
export function DayChart({ days }: DayChartProps) {
  const spending = days.filter(({ sum }) => sum.settled + sum.reserved > 0)
  const dearest = days.toSorted((a, b) => b.settled + b.reserved - a.settled - a.reserved)[0]
  const [first, last] = [days[0], days.at(-1)]
  return (
    <section className={styles.box} aria-labelledby="costs-days">
      <h2 id="costs-days" className={styles.boxTitle}>
        By day
      </h2>
      <div className={styles.chart} aria-hidden="true">
        {dearest && spending.length > 0 && <span className={styles.most}>{mostText(dearest.sum)}</span>}
        {days.map(({ day, sum, settled, reserved }) => (
          <span
            key={day}
            className={styles.day}
            {...tipProps({ label: [dayText(day), amountText(sum.settled), openText(sum)].filter(Boolean).join(' · ') })}
          >
            <span className={styles.reservedBar} style={{ height: `${reserved * 100}%` }} />
            <span className={styles.settledBar} style={{ height: `${settled * 100}%` }} />
          </span>
        ))}
      </div>
      <div className={styles.axis} aria-hidden="true">
        <span>{first && dayText(first.day)}</span>
        <span>{last && 'today'}</span>
      </div>
      <details className={styles.fold}>
        <summary>As a table</summary>
        {spending.length === 0 ? (
          <p className={styles.small}>Nothing was spent in the last {days.length} days.</p>
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Spent</th>
                <th scope="col">Set aside</th>
              </tr>
            </thead>
            <tbody>
              {spending.toReversed().map(({ day, sum }) => (
                <tr key={day}>
                  <th scope="row">{dayText(day)}</th>
                  <td>{amountText(sum.settled)}</td>
                  <td>{sum.reserved === 0 ? '–' : formatMoney(sum.reserved)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </details>
    </section>
  )
}
