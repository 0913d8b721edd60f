/** The first and the last byte, both included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

interface Whole {
  readonly size: number
  readonly etag: string
}

/**
 * Which bytes a request wants. Undefined is all of them: also for several ranges at once, for what is no range, and for a
 * range of a file that has changed meanwhile.
 */
export const byteRange = (headers: Headers, { size, etag }: Whole): ByteRange | 'unsatisfiable' | undefined => {
  const condition = headers.get('if-range')
  if (condition !== null && condition !== etag) return undefined
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range') ?? '') ?? []
  if (first === undefined || last === undefined || first + last === '') return undefined
  if (first === '') {
    const count = Math.min(Number(last), size)
    return count === 0 ? 'unsatisfiable' : { start: size - count, end: size - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= size) return 'unsatisfiable'
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
