import type { Answer } from './client.ts'
import { nothingInIt, unreadable } from './errors.ts'

/** The file of an answer that is one. */
export const soundIn = ({ bytes, headers }: Answer): Uint8Array => {
  const kind = headers.get('content-type') ?? ''
  if (/html|json|^text\//.test(kind)) throw unreadable(`its answer is no sound but ${kind}`)
  if (bytes.length === 0) throw nothingInIt('there is no sound in its answer')
  return bytes
}
