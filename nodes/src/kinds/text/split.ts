import type { ListItem } from '@reelgraph/shared'

export type Split = 'off' | 'lines' | 'paragraphs'

/**
 * Splits text into list items; empty ones are dropped. A key is the item's own text (and which occurrence it is), so that
 * inserting or moving a line leaves the results of all others in place.
 */
export const splitText = (text: string, split: Exclude<Split, 'off'>): readonly ListItem<string>[] => {
  const parts = text.split(split === 'lines' ? /\r?\n/ : /\r?\n[^\S\n]*\r?\n\s*/)
  const occurrences = new Map<string, number>()
  const keys = new Set<string>()
  const keyOf = (part: string): string => {
    const name = part.slice(0, 200)
    let occurrence = (occurrences.get(name) ?? 0) + 1
    let key = occurrence === 1 ? name : `${name} #${occurrence}`
    // a line may itself read like the second occurrence of another
    while (keys.has(key)) key = `${name} #${++occurrence}`
    occurrences.set(name, occurrence)
    keys.add(key)
    return key
  }
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((value) => ({ key: keyOf(value), value }))
}
