import type { Node } from '@reelgraph/shared'
import { Button } from '../../ui/button.tsx'
import { pinOps } from '../document/edits/takes.ts'
import { useEditing } from '../editor-context.ts'
import styles from './inspector.module.css'

/** What is typed here and what goes on are not the same: a person changed it at a gate. A typed step has no list of takes. */
export function EditedNote({ node }: { readonly node: Node }) {
  const { document } = useEditing()
  const items = Object.keys(node.pins)
  if (items.length === 0 || node.locked) return
  return (
    <div className={styles.edited} role="note">
      <p>What comes after it goes on with the words you edited, not with what is typed here.</p>
      <Button
        size="small"
        onClick={() =>
          document.commit(
            'Use what is typed',
            items.flatMap((item) => pinOps(node, item === '' ? null : item, undefined)),
          )
        }
      >
        Use what is typed
      </Button>
    </div>
  )
}
