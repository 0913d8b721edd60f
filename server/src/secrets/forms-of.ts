/** Shorter ones are words that also stand elsewhere. */
export const SHORTEST_SECRET = 6

/** Every way in which a secret may be written inside a text. */
export const formsOf = (secret: string): readonly string[] => {
  if (secret.length < SHORTEST_SECRET) return []
  const bytes = Buffer.from(secret, 'utf8')
  const forms = new Set([
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
    encodeURI(secret),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...[0, 1, 2].flatMap((offset) => insideBase64(bytes, offset)),
  ])
  return [...forms].filter((form) => form.length >= SHORTEST_SECRET)
}

/**
 * What of it stands in base64 whatever is encoded with it, as in `user:key`, by how many bytes of a group come before it: the
 * characters at both ends hold bits of their neighbours.
 */
const insideBase64 = (bytes: Buffer, offset: number): readonly string[] => {
  const before = Buffer.concat([Buffer.alloc(offset), bytes])
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor((before.length * 8) / 6)
  const text = before.toString('base64').slice(first, last)
  return [text, text.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(text)]
}
