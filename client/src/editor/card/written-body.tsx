import { isAssetValue } from '@reelgraph/shared'
import { ownWords } from '../../lib/own-words.ts'
import { useRunsState } from '../../runs/use-runs.ts'
import { DecideRow } from '../decide/decide-row.tsx'
import { CardRemedy } from '../remedy/card-remedy.tsx'
import { shownItem } from '../decide/asked-items.ts'
import { useSession } from '../editor-context.ts'
import { useTitleOf } from '../use-title-of.ts'
import type { BodyProps } from './body-props.ts'
import { CardPrompt } from './card-prompt.tsx'
import styles from './card.module.css'
import type { ItemView } from './item-view.ts'
import { valuesOf } from './media-of.ts'
import { priceOfNode } from './price-of-node.ts'
import { StateRow } from './state-row.tsx'
import { stateLine } from './state-line.ts'
import { useItems } from './use-items.ts'

/** What a model writes: the words as they come, then as they are. */
export function WrittenBody({ node, step, title }: BodyProps) {
  const items = useItems(node.id)
  const titleOf = useTitleOf()
  const chosen = useSession((state) => state.items[node.id])
  const item = shownItem(items, chosen)
  const price = useRunsState((state) => (item?.outputs ? undefined : priceOfNode(state.plan.plan, node.id)))
  const line = stateLine({ items: items.map(withoutNote), price, titleOf })
  const texts = items.flatMap(textsOf)
  return (
    <>
      {texts.length > 0 && (
        <div className={`${styles.written} nodrag nowheel`} data-stale={item?.stale || undefined}>
          {texts.map(({ key, text }) => (
            <p key={key}>{text}</p>
          ))}
        </div>
      )}
      <CardPrompt node={node} step={step} title={title} />
      <StateRow node={node} line={{ ...line, words: ownWords(line.words, title) }} item={item} />
      <CardRemedy node={node} step={step} items={items} error={line.error} />
      <DecideRow node={node} step={step} title={title} items={items} shown={item} />
    </>
  )
}

/** The words that grow stand where they will be, not in the line below. */
const withoutNote = ({ note, ...item }: ItemView): ItemView => {
  void note
  return item
}

const textsOf = ({
  item,
  state,
  note,
  outputs,
}: ItemView): readonly { readonly key: string; readonly text: string }[] => {
  const name = item ?? ''
  if (state === 'running' && note !== undefined) return [{ key: name, text: note }]
  return valuesOf(outputs, 'text').flatMap((value, place) =>
    typeof value === 'string' && !isAssetValue(value) ? [{ key: `${name} ${place}`, text: value }] : [],
  )
}
