/** Hashes text to 64 hexadecimal digits of SHA-256. Passed in, so that this package runs anywhere. */
export type Hash = (text: string) => string

/**
 * Canonical JSON by RFC 8785: equal values give equal text, whatever the order of their keys. Fields that are `undefined` do
 * not count. Text with half a character in it, which the RFC refuses and people do paste, is escaped as JSON does.
 */
export const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const fields = value as Readonly<Record<string, unknown>> // an object of JSON, for it is neither null nor a list
  let text = ''
  // The default order is by UTF-16 code units, which is the one that the RFC asks for.
  const names = Object.keys(fields)
  if (names.length > 1) names.sort()
  for (const name of names) {
    const field = fields[name]
    if (field === undefined) continue
    if (text !== '') text += ','
    text += `${JSON.stringify(name)}:${canonical(field)}`
  }
  return `{${text}}`
}
