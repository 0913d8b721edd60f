import type { Node, Replacement } from '@reelgraph/shared'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.ts'
import { replaceRetiredOps } from '../document/edits/retired.ts'
import { useEditing } from '../editor-context.ts'
import styles from './retired.module.css'

interface ReplaceRetiredProps {
  readonly node: Node
  readonly replacement: Replacement
}

/** One press: another model, the same wires, the settings that fit. What does not is said before. */
export function ReplaceRetired({ node, replacement: { model, notes } }: ReplaceRetiredProps) {
  const { catalog, document } = useEditing()
  const replace = () => {
    if (document.commit(`Use ${model.title}`, replaceRetiredOps(document.project, catalog, [node])))
      toast({ text: `It now uses ${model.title}. Undo brings back what it was.` })
  }
  return (
    <div className={`${styles.replace} nodrag nopan`}>
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="What changes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <Button
        size="small"
        disabled={node.locked === true}
        title={node.locked ? 'The node is locked.' : undefined}
        onClick={replace}
      >
        Use {model.title}
      </Button>
    </div>
  )
}
