import { isAssetValue } from '@reelgraph/shared'
import { DraftArea } from '../inspector/draft-area.tsx'
import { ownWords } from '../../lib/own-words.ts'
import { paramOps } from '../document/edits/nodes.ts'
import { useEditing, useSession } from '../editor-context.ts'
import styles from './card.module.css'
import { valuesOf } from './media-of.ts'
import type { BodyProps } from './body-props.ts'
import { DecideRow } from '../decide/decide-row.tsx'
import { StateRow } from './state-row.tsx'
import type { StateLine } from './state-line.ts'
import { useItems } from './use-items.ts'
import type { ItemView } from './item-view.ts'

/** Text is typed where it stands. */
export function TextBody({ node, step, title }: BodyProps) {
  const { document, session } = useEditing()
  const fresh = useSession((state) => state.fresh === node.id)
  const items = useItems(node.id)
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
      <StateRow node={node} line={lineOf(items, { split: step.params.split, title })} item={undefined} />
      <DecideRow node={node} step={step} title={title} items={items} shown={items[0]} />
    </>
  )
}

interface Said {
  readonly split: unknown
  readonly title: string
}

const lineOf = (items: readonly ItemView[], { split, title }: Said): StateLine => {
  const [item] = items
  const isList = split === 'lines' || split === 'paragraphs'
  // Without an item nobody has looked at the text yet, so nothing is said of what it holds or waits for.
  if (!item) return { state: 'waits', words: isList ? `from ${split}` : 'typed' }
  if (item.state === 'blocked' || item.state === 'failed')
    return {
      state: item.state,
      words: item.error ? ownWords(item.error.message, title) : 'no text',
      ...(item.error && { error: item.error }),
    }
  if (item.state === 'cancelled')
    return { state: 'cancelled', words: item.reason?.because === 'off' ? item.reason.why : 'off' }
  const look = items.filter(({ state }) => state === 'look').length
  if (look > 0) return { state: 'look', words: look > 1 ? `${look} to look at` : 'look at it before it goes on' }
  if (items.length > 1) return { state: 'done', words: `${items.length} texts` }
  const values = valuesOf(item.outputs, 'text').filter((value) => !isAssetValue(value))
  if (isList) {
    return {
      state: values.length > 0 ? 'done' : 'waits',
      words: `${values.length} ${values.length === 1 ? 'item' : 'items'} from ${split}`,
    }
  }
  const [value] = values
  if (typeof value !== 'string') return { state: 'waits', words: 'waits for its inputs' }
  const words = value.trim().split(/\s+/).filter(Boolean).length
  return { state: 'done', words: `${words} ${words === 1 ? 'word' : 'words'}` }
}
