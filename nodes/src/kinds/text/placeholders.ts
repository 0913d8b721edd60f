import { fail } from '@reelgraph/shared'

/** In characters: a long book. Texts that hold each other twice double with every step, and a few of them fill any memory. */
const MAX_FILLED = 1_000_000

const PLACEHOLDER = /\{\{\s*(\p{L}[\p{L}\p{N} _-]{0,59}?)\s*\}\}/gu

/** The names in `{{name}}`, each once, in the order of the text. */
export const placeholdersOf = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '')),
]

/**
 * Puts values in the place of `{{name}}`. What a value contains is never read again.
 * @throws `too-large` beyond `MAX_FILLED`.
 */
export const fillPlaceholders = (text: string, values: Readonly<Record<string, string>>): string => {
  let length = text.length
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? whole) : whole
    length += value.length - whole.length
    if (length > MAX_FILLED) throw tooLong(name)
    return value
  })
}

const tooLong = (name: string) =>
  fail(
    'too-large',
    `With “${name}” filled in, this text is longer than ${MAX_FILLED.toLocaleString('en')} characters.`,
    {
      hint: `Shorten what comes in through “${name}”, or use it fewer times.`,
    },
  )
