import { DraftArea } from '../inspector/draft-area.tsx'
import { paramOps } from '../document/edits/nodes.ts'
import { useEditing, useSession } from '../editor-context.ts'
import styles from './card.module.css'
import type { BodyProps } from './body-props.ts'
import { DecideRow } from '../decide/decide-row.tsx'
import { StateRow } from './state-row.tsx'
import { textLine } from './text-line.ts'
import { useItems } from './use-items.ts'
import { WrittenBody } from './written-body.tsx'

/** Words: typed, or written by a model. */
export function TextBody(props: BodyProps) {
  return props.step.model ? <WrittenBody {...props} /> : <TypedBody {...props} />
}

/** Text is typed where it stands. */
function TypedBody({ node, step, title }: BodyProps) {
  const { document, session } = useEditing()
  const fresh = useSession((state) => state.fresh === node.id)
  const items = useItems(node.id)
  const edited = Object.keys(node.pins).length > 0
  const text = typeof node.params.text === 'string' ? node.params.text : ''
  return (
    <>
      <DraftArea
        className={`${styles.text} nodrag nowheel nopan nokey`}
        label={`Text of ${title}`}
        placeholder="Type a concept, a prompt, a script …"
        value={text}
        disabled={node.locked === true}
        autoFocus={fresh}
        onInput={(next) =>
          document.commit('Type', paramOps(node, 'text', next === '' ? undefined : next), {
            coalesce: `${node.id} text`,
          })
        }
        onDone={() => {
          document.seal()
          if (fresh) session.setState({ fresh: undefined })
        }}
      />
      <StateRow node={node} line={textLine(items, { split: step.params.split, title, edited })} item={undefined} />
      <DecideRow node={node} step={step} title={title} items={items} shown={items[0]} />
    </>
  )
}
