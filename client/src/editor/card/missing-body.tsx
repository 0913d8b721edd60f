import type { ErrorBody } from '@reelgraph/shared'
import { StateDot } from '../../ui/state-dot.tsx'
import styles from './card.module.css'

/** A node whose kind or model is not known here. Its wires and data stay as they are. */
export const MissingBody = ({ error }: { readonly error: ErrorBody }) => (
  <>
    <div className={styles.missing}>
      <p>{error.message}</p>
      {error.hint !== undefined && <p className={styles.quiet}>{error.hint}</p>}
    </div>
    <footer className={styles.state}>
      <StateDot state="unknown" />
      <span className={styles.words}>kept as it is</span>
    </footer>
  </>
)
