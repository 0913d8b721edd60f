import { Skeleton } from '../ui/skeleton.tsx'
import styles from './library.module.css'

export const CardSkeletons = ({ label }: { readonly label: string }) => (
  <ul className={styles.grid} aria-busy="true" aria-label={label}>
    {[0, 1, 2, 3, 4, 5].map((card) => (
      <li key={card} className={styles.card}>
        <div className={styles.blank}>
          <Skeleton height="100%" radius={0} />
        </div>
        <div className={styles.foot}>
          <div className={styles.about}>
            <Skeleton width="60%" />
            <Skeleton width="40%" height={11} />
          </div>
        </div>
      </li>
    ))}
  </ul>
)
