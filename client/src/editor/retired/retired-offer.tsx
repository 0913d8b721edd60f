import { useMemo } from 'react'
import { replacementOf } from '@reelgraph/shared'
import { useNow } from '../../runs/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { commandOf } from '../commands/commands.ts'
import { retiredNodes } from '../document/edits/retired.ts'
import { useEditing, useProject } from '../editor-context.ts'
import styles from './retired.module.css'

const HOUR_MS = 3_600_000

/** All of them at once, where several steps name models that are gone. */
export function RetiredOffer() {
  const editing = useEditing()
  const { catalog } = editing
  const now = useNow(HOUR_MS)
  const nodes = useProject((project) => project.nodes)
  const count = useMemo(
    () =>
      retiredNodes({ nodes }, catalog, now).filter((node) => node.locked !== true && replacementOf(catalog, node))
        .length,
    [nodes, catalog, now],
  )
  if (count < 2) return
  return (
    <div className={styles.replace}>
      <Button size="small" onClick={() => commandOf('replace-retired').run(editing)}>
        Replace all {count} retired models
      </Button>
    </div>
  )
}
