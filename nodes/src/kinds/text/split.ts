import type { ListItem } from '@reelgraph/shared'

export type Split = 'off' | 'lines' | 'paragraphs'

/**
 * Splits text into list items; empty ones are dropped. A key is the item's own text (and which occurrence it is), so that
 * inserting or moving a line leaves the results of all others in place.
 */
export const splitText = (text: string, split: Exclude<Split, 'off'>): readonly ListItem<string>[] => {
  const parts = text.split(split === 'lines' ? /\r?\n/ : /\r?\n[^\S\n]*\r?\n\s*/)
  const seen = new Map<string, number>()
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((value) => {
      const name = value.slice(0, 200)
      const occurrence = (seen.get(name) ?? 0) + 1
      seen.set(name, occurrence)
      return { key: occurrence === 1 ? name : `${name} #${occurrence}`, value }
    })
}
