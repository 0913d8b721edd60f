import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { speakable } from './speakable.ts'

const say = (script: string): string =>
  speakable(script)
    .map((word) => word.spoken)
    .join(' ')

describe('what a synthesiser is told to say', () => {
  it.each([
    ['It’s “naïve”, Zoë…', "It's naive, Zoe..."],
    ['rock & roll', 'rock and roll'],
    ['€30 or £5', '30 euros or 5 pounds'],
    ['mail a@reelgraph.com', 'mail a at reelgraph dot com'],
    ['half ½ at 20°C', 'half 1/2 at 20 degrees C'],
    ['yes — no', 'yes, no'],
    ['yes—no', 'yes, no'],
    ['hello 😀 world 你好', 'hello world'],
    ['U.S.A. at 7:45, $30', 'U.S.A. at 7:45, $30'],
    ['wait!!!!!! what', 'wait! what'],
    ['one\ntwo', 'one, two'],
    ['Straße, Œuvre, Łódź', 'Strasse, OEuvre, Lodz'],
    ['\u0000\u0007tab\tbed', 'tab bed'],
  ])('%s is said as %s', (script, spoken) => {
    expect(say(script)).toBe(spoken)
  })

  it('keeps each word as it was written, for subtitles', () => {
    expect(speakable('Dr. “Smith” paid €30!').map((word) => word.written)).toEqual(['Dr.', '“Smith”', 'paid', '€30!'])
  })

  it.each([
    ['one two\n\nthree', ['one', 'three']],
    ['Alone. Together! “Again?” yes', ['Alone.', 'Together!', '“Again?”', 'yes']],
    ['Dr. Smith and J. R. Ewing of the U.S. Army', ['Dr.']],
    ['It was 3.14 in version 2.0 today', ['It']],
    ['wait... for it', ['wait...']],
  ])('starts sentences in %j where a reader would', (script, starts) => {
    expect(
      speakable(script)
        .filter((word) => word.startsSentence)
        .map((word) => word.written),
    ).toEqual(starts)
  })

  it.each(['', '  \n', '😀 🎬', '你好世界', '--- ... !!!'])('finds nothing to say in %j', (script) => {
    expect(speakable(script)).toEqual([])
  })

  it('gives only printable ASCII with something to say, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (script) => {
        for (const { spoken } of speakable(script)) {
          expect(spoken).toMatch(/^[\x20-\x7e]+$/)
          expect(spoken).toMatch(/[A-Za-z0-9]/)
        }
      }),
    )
  })
})
