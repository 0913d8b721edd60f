import canonicalizeJson from 'canonicalize'

/** Hashes text to 64 hexadecimal digits of SHA-256. Passed in, so that this package runs anywhere. */
export type Hash = (text: string) => string

/** Canonical JSON by RFC 8785: equal values give equal text, whatever the order of their keys. */
export const canonical = (value: unknown): string => canonicalizeJson(value) ?? 'null'
