import { memo } from 'react'
import { NodeResizer, type NodeProps } from '@xyflow/react'
import { classes } from '../../lib/classes.ts'
import type { CardNode } from '../canvas/flow-model.ts'
import { paramOps } from '../document/edits/nodes.ts'
import { useEditing, useSession } from '../editor-context.ts'
import { DraftArea } from '../inspector/draft-area.tsx'
import styles from './decoration.module.css'

const colourOf = (colour: unknown): string => (typeof colour === 'string' ? (styles[colour] ?? '') : '')

/** Words for people. Never part of a run. */
export const NoteCard = memo(({ data, selected }: NodeProps<CardNode>) => {
  const { node } = data
  const { document, session } = useEditing()
  const fresh = useSession((state) => state.fresh === node.id)
  const text = typeof node.params.text === 'string' ? node.params.text : ''
  return (
    <article
      className={classes(
        styles.note,
        colourOf(node.params.colour),
        selected && styles.selected,
        node.height === undefined && styles.auto,
      )}
      aria-label="Note"
    >
      <NodeResizer
        isVisible={selected}
        minWidth={140}
        minHeight={60}
        lineClassName={styles.line ?? ''}
        handleClassName={styles.handle ?? ''}
      />
      <span className={styles.grip} aria-hidden="true" />
      <DraftArea
        className={`${styles.noteText} nodrag nopan nowheel nokey`}
        label="Note"
        placeholder="A note"
        value={text}
        autoFocus={fresh}
        onInput={(next) =>
          document.commit('Type a note', paramOps(node, 'text', next === '' ? undefined : next), {
            coalesce: `${node.id} text`,
          })
        }
        onDone={() => {
          document.seal()
          if (fresh) session.setState({ fresh: undefined })
        }}
      />
    </article>
  )
})
