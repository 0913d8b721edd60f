import { isAssetValue } from '@reelgraph/shared'
import { ownWords } from '../../lib/own-words.ts'
import type { ItemView } from './item-view.ts'
import { valuesOf } from './media-of.ts'
import type { StateLine } from './state-line.ts'

interface Asked {
  readonly split: unknown
  readonly title: string
  /** What goes on are words that a person changed at a gate, not those that are typed. */
  readonly edited: boolean
}

/** The line at the foot of a text card. */
export const textLine = (items: readonly ItemView[], { split, title, edited }: Asked): StateLine => {
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
  if (items.some(({ state }) => state === 'look')) return lookLine(items)
  const by = edited ? ', edited by you' : ''
  if (items.length > 1) return { state: 'done', words: `${items.length} texts${by}` }
  const values = valuesOf(item.outputs, 'text').filter((value) => !isAssetValue(value))
  if (isList) {
    return {
      state: values.length > 0 ? 'done' : 'waits',
      words: `${values.length} ${values.length === 1 ? 'item' : 'items'}${by || ` from ${split}`}`,
    }
  }
  const [value] = values
  if (typeof value !== 'string') return { state: 'waits', words: 'waits for its inputs' }
  const words = value.trim().split(/\s+/).filter(Boolean).length
  return { state: 'done', words: `${words} ${words === 1 ? 'word' : 'words'}${by}` }
}

const lookLine = (items: readonly ItemView[]): StateLine => {
  const looks = items.filter(({ state }) => state === 'look')
  return { state: 'look', words: looks.length > 1 ? `${looks.length} to look at` : 'look at it before it goes on' }
}
