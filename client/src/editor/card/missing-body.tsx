import type { ErrorBody, Node } from '@reelgraph/shared'
import { StateDot } from '../../ui/state-dot.tsx'
import { ReplaceRetired } from '../retired/replace-retired.tsx'
import { useEnding } from '../retired/use-retired.ts'
import styles from './card.module.css'

/** A node whose kind or model is not known here. Its wires and data stay as they are. */
export function MissingBody({ node, error }: { readonly node: Node; readonly error: ErrorBody }) {
  const replacement = useEnding(node)?.replacement
  return (
    <>
      <div className={styles.missing}>
        <p>{error.message}</p>
        {error.hint !== undefined && <p className={styles.quiet}>{error.hint}</p>}
        {replacement && <ReplaceRetired node={node} replacement={replacement} />}
      </div>
      <footer className={styles.state}>
        <StateDot state="unknown" />
        <span className={styles.words}>kept as it is</span>
      </footer>
    </>
  )
}
