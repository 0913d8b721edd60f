export interface Segment {
  readonly phone: string
  readonly start: number
  readonly end: number
}

export interface Span {
  readonly start: number
  readonly end: number
}

const MATCH = 0
const ALIKE = 1
const UNLIKE = 3
const SKIP = 2
/** How far the two rows may run apart, in phones. */
const BAND = 400

const isVowel = (phone: string): boolean => /^[aeiou]/.test(phone)
const difference = (a: string, b: string): number => (a === b ? MATCH : isVowel(a) === isVowel(b) ? ALIKE : UNLIKE)

const STEP = { both: 1, expected: 2, heard: 3 } as const

/** For each expected phone the index of the one that was heard for it: the cheapest alignment of two rows. */
const match = (expected: readonly string[], heard: readonly string[]): readonly (number | undefined)[] => {
  const width = 2 * BAND + 1
  const slope = heard.length / Math.max(1, expected.length)
  const centre = (row: number): number => Math.round(row * slope)
  const steps = new Uint8Array((expected.length + 1) * width)
  let above = new Float64Array(width).fill(Infinity)
  for (let row = 0; row <= expected.length; row++) {
    const costs = new Float64Array(width).fill(Infinity)
    const shift = row === 0 ? 0 : centre(row) - centre(row - 1)
    for (let cell = 0; cell < width; cell++) {
      const column = centre(row) - BAND + cell
      if (column < 0 || column > heard.length) continue
      if (row === 0 && column === 0) {
        costs[cell] = 0
        continue
      }
      const before = (offset: number): number => above[cell + shift + offset] ?? Infinity
      const both =
        row > 0 && column > 0 ? before(-1) + difference(expected[row - 1] ?? '', heard[column - 1] ?? '') : Infinity
      const expectedOnly = row > 0 ? before(0) + SKIP : Infinity
      const heardOnly = column > 0 ? (costs[cell - 1] ?? Infinity) + SKIP : Infinity
      const best = Math.min(both, expectedOnly, heardOnly)
      costs[cell] = best
      steps[row * width + cell] = best === both ? STEP.both : best === expectedOnly ? STEP.expected : STEP.heard
    }
    above = costs
  }

  const matched = expected.map((): number | undefined => undefined)
  let row = expected.length
  let column = heard.length
  while (row > 0 && column >= 0) {
    const step = steps[row * width + column - centre(row) + BAND]
    if (step === STEP.heard) column -= 1
    else if (step === STEP.expected) row -= 1
    else {
      row -= 1
      column -= 1
      matched[row] = column
    }
  }
  return matched
}

/**
 * When each word is said: `words` are the phones each word has on its own, `segments` what was really said, pauses left out.
 * A word of which nothing was heard gets an empty span where it would be.
 */
export const alignWords = (words: readonly (readonly string[])[], segments: readonly Segment[]): readonly Span[] => {
  const matched = match(
    words.flat(),
    segments.map((segment) => segment.phone),
  )
  let from = 0
  let last = segments[0]?.start ?? 0
  return words.map((phones) => {
    const heard = matched
      .slice(from, from + phones.length)
      .flatMap((index) => (index === undefined ? [] : (segments[index] ?? [])))
    from += phones.length
    const start = Math.max(last, heard[0]?.start ?? last)
    last = Math.max(start, heard.at(-1)?.end ?? start)
    return { start, end: last }
  })
}
