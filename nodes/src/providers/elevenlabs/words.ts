import { z } from 'zod'

/** Seconds from the start of the sound. */
export type TimedWord = { readonly word: string; readonly start: number; readonly end: number }

export const AlignmentSchema = z.object({
  characters: z.array(z.string()),
  character_start_times_seconds: z.array(z.number()),
  character_end_times_seconds: z.array(z.number()),
})
export type Alignment = z.infer<typeof AlignmentSchema>

/** What directs the voice and is not said: `[whispers]`, `<break time="1s" />`. */
const DIRECTIONS = /\[[^\][]*\]|<[^<>]*>/g

/** Words with the times of their letters. Directions are no words; what they part from a word stays with it. */
export const wordsIn = (alignment: Alignment): readonly TimedWord[] => {
  const { characters, character_start_times_seconds: starts, character_end_times_seconds: ends } = alignment
  // one place a UTF-16 unit, so that what is found in the text is found among the times
  const times = characters.flatMap((character, at) => Array.from({ length: character.length }, () => at))
  const text = characters.join('').replace(DIRECTIONS, (direction) => ' '.repeat(direction.length))
  const words: TimedWord[] = []
  let last = 0
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const start = Math.max(last, starts[times[index] ?? 0] ?? last)
    last = Math.max(start, ends[times[index + word.length - 1] ?? 0] ?? start)
    if (/[\p{L}\p{N}]/u.test(word)) words.push({ word, start, end: last })
  }
  return words
}
