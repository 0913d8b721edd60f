import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordsIn, type Alignment } from './words.ts'

/** Every letter takes a tenth of a second. */
const aligned = (text: string): Alignment => {
  const characters = Array.from(text)
  return {
    characters,
    character_start_times_seconds: characters.map((_, at) => at / 10),
    character_end_times_seconds: characters.map((_, at) => (at + 1) / 10),
  }
}

describe('the words of a script', () => {
  test('begin with their first letter and end with their last', () => {
    expect(wordsIn(aligned('It rains.'))).toEqual([
      { word: 'It', start: 0, end: 0.2 },
      { word: 'rains.', start: 0.3, end: 0.9 },
    ])
  })

  test('keep their times behind letters that computers count as two', () => {
    expect(wordsIn(aligned('𝒜 😀 sea'))).toEqual([
      { word: '𝒜', start: 0, end: 0.1 },
      { word: 'sea', start: 0.4, end: 0.7 },
    ])
  })

  test('are not the directions to the voice', () => {
    const words = wordsIn(aligned('[whispers softly] Come<break time="1s" /> closer — now'))
    expect(words.map(({ word }) => word)).toEqual(['Come', 'closer', 'now'])
    expect(words[0]).toMatchObject({ start: 1.8, end: 2.2 })
  })

  test('are as many as are written, in order, whatever is written', () => {
    const word = fc.stringMatching(/^[\p{L}\p{N}]{1,12}$/u)
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (script) => {
        const words = wordsIn(aligned(script.join(' ')))
        expect(words.map((one) => one.word)).toEqual(script)
        for (const [at, { start, end }] of words.entries()) {
          expect(end).toBeGreaterThan(start)
          expect(start).toBeGreaterThanOrEqual(words[at - 1]?.end ?? 0)
        }
      }),
    )
  })

  test('survive times that run backwards or are missing', () => {
    const times = { character_start_times_seconds: [0.5, 0.1], character_end_times_seconds: [0.6] }
    expect(wordsIn({ characters: ['a', ' ', 'b'], ...times })).toEqual([
      { word: 'a', start: 0.5, end: 0.6 },
      { word: 'b', start: 0.6, end: 0.6 },
    ])
  })
})
