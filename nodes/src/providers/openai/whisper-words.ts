/** A word with its time, in seconds. */
export interface Heard {
  readonly word: string
  readonly start: number
  readonly end: number
}

const LETTERS = /[\p{L}\p{M}\p{N}]/u

/**
 * Words come bare, and the text has its marks: each word gets those that stand at it there, so that sentences can be told
 * apart. What cannot be found in the text stays bare.
 */
export const punctuated = (text: string, words: readonly Heard[]): readonly Heard[] => {
  const low = text.toLowerCase()
  let at = 0
  let missed = 0
  return words.map(({ word, start, end }) => {
    const bare = word.trim()
    const found = bare === '' ? -1 : low.indexOf(bare.toLowerCase(), at)
    // far ahead it would be another one: only words that are written otherwise may stand between
    if (found < 0 || wordsIn(text.slice(at, found)) > 2 * missed || LETTERS.test(text[found + bare.length] ?? '')) {
      missed += 1
      return { word: bare, start, end }
    }
    missed = 0
    let [from, to] = [found, found + bare.length]
    while (from > at && isMark(text[from - 1])) from -= 1
    while (to < text.length && isMark(text[to])) to += 1
    at = to
    return { word: text.slice(from, to), start, end }
  })
}

const wordsIn = (text: string): number => text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0

const isMark = (letter: string | undefined): boolean =>
  letter !== undefined && !/\s/.test(letter) && !LETTERS.test(letter)
