import type { TimedWord } from './timed-words.ts'

/** What stands under the picture for a while. Seconds. */
export interface Cue {
  readonly start: number
  readonly end: number
  /** One or two. */
  readonly lines: readonly string[]
}

/** The habits of subtitlers: so much can be read, and what is read is not torn apart. */
const MOST_LINES = 2
const LONGEST_SECONDS = 6
const LEAST_SECONDS = 1
/** Whoever is silent for so long has ended what was said. */
const PAUSE_SECONDS = 0.7
/** A sentence that ends may be followed by the next one only where both are this short. */
const SHORT_SENTENCE = 18

/** Words with a space between them, but where the script has none. */
const joined = (words: readonly TimedWord[]): string =>
  words.reduce((text, { word }) => (text === '' || isTight(text, word) ? text + word : `${text} ${word}`), '')

const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303F\uFF00-\uFF60]/u
const isTight = (before: string, after: string): boolean =>
  (SPACELESS.test(before.slice(-1)) && SPACELESS.test(after.slice(0, 1))) || /^[,.;:!?…%)\]}’”]+$/.test(after)

const endsSentence = (word: string): boolean => /[.!?…。！？]["'’”)\]]*$/.test(word)

/**
 * Cues for words of one voice. A cue ends with its sentence, at a pause, where another speaker begins, or where no more would
 * be read; it stays long enough to be read where nothing follows at once.
 *
 * @param most letters of a line.
 */
export const cuesOf = (words: readonly TimedWord[], most: number): readonly Cue[] => {
  const groups: TimedWord[][] = []
  for (const word of words) {
    const group = groups.at(-1)
    if (group && goesOn(group, word, most)) group.push(word)
    else groups.push([word])
  }
  return groups.map((group, index) => {
    const start = group[0]?.start ?? 0
    const said = Math.max(start, ...group.map(({ end }) => end))
    const next = groups[index + 1]?.[0]?.start ?? Infinity
    return {
      start,
      end: Math.max(Math.min(next, Math.max(said, start + LEAST_SECONDS)), start),
      lines: broken(group, most),
    }
  })
}

const goesOn = (group: readonly TimedWord[], word: TimedWord, most: number): boolean => {
  const [first, last] = [group[0], group.at(-1)]
  if (!first || !last) return false
  if (word.start - last.end > PAUSE_SECONDS || word.speaker !== last.speaker) return false
  if (word.end - first.start > LONGEST_SECONDS) return false
  if (endsSentence(last.word) && joined(group).length > SHORT_SENTENCE) return false
  return wrapped([...group, word], most).length <= MOST_LINES
}

/** As few lines as hold the words. */
const wrapped = (words: readonly TimedWord[], most: number): readonly (readonly TimedWord[])[] => {
  const lines: TimedWord[][] = []
  for (const word of words) {
    const line = lines.at(-1)
    if (line && joined([...line, word]).length <= most) line.push(word)
    else lines.push([word])
  }
  return lines
}

/** One line where it fits, else two of about the same length, parted after a comma where one is near. */
const broken = (group: readonly TimedWord[], most: number): readonly string[] => {
  const whole = joined(group)
  if (whole.length <= most || group.length === 1) return [whole]
  const splits = group.slice(1).map((_, at) => [joined(group.slice(0, at + 1)), joined(group.slice(at + 1))] as const)
  const cost = ([upper, lower]: readonly [string, string]): number => {
    const over = Math.max(0, upper.length - most) + Math.max(0, lower.length - most)
    return Math.abs(upper.length - lower.length) + over * 100 - (/[,;:.!?]$/.test(upper) ? 14 : 0)
  }
  const [best] = splits.toSorted((a, b) => cost(a) - cost(b))
  return best ? [...best] : [whole]
}
