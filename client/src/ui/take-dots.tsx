import { classes } from '../lib/classes.ts'
import styles from './take-dots.module.css'

interface TakeDotsProps {
  readonly count: number
  /** Position from 0. */
  readonly chosen: number
  /** Without it they only show. */
  onChoose?(position: number): void
}

/** Takes as small squares. */
export function TakeDots({ count, chosen, onChoose }: TakeDotsProps) {
  const takes = Array.from({ length: count }, (_, position) => position)
  if (!onChoose)
    return (
      <span className={styles.takes} role="img" aria-label={`Take ${chosen + 1} of ${count}`}>
        {takes.map((take) => (
          <span key={take} className={classes(styles.take, take === chosen && styles.chosen)} />
        ))}
      </span>
    )
  return (
    <span className={styles.takes} role="group" aria-label={`Take ${chosen + 1} of ${count}`}>
      {takes.map((take) => (
        <button
          key={take}
          type="button"
          className={styles.button}
          aria-label={`Take ${take + 1}`}
          aria-pressed={take === chosen}
          onClick={() => onChoose(take)}
        >
          <span className={classes(styles.take, take === chosen && styles.chosen)} />
        </button>
      ))}
    </span>
  )
}
