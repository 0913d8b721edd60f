const PLACEHOLDER = /\{\{\s*(\p{L}[\p{L}\p{N} _-]{0,59}?)\s*\}\}/gu

/** The names in `{{name}}`, each once, in the order of the text. */
export const placeholdersOf = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '')),
]

/** Puts values in the place of `{{name}}`. What a value contains is never read again. */
export const fillPlaceholders = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(PLACEHOLDER, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? whole) : whole))
