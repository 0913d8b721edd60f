import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { integratedLoudness, peakOf } from '../sound/loudness.ts'
import { decodeWav } from '../sound/wav.ts'
import { draftVoice } from './definition.ts'
import { compute, type Speech, type SpeakInput } from './speak.ts'
import { VOICES } from './voices.ts'

const speak = (script: string, more: Partial<SpeakInput> = {}): Speech =>
  compute({ script, voice: 'clara', rate: 1, pitch: 0, ...more })
const secondsOf = ({ wav }: Speech): number => {
  const { rate, channels } = decodeWav(wav)
  return (channels[0]?.length ?? 0) / rate
}
const level = ({ wav }: Speech, from: number, to: number): number => {
  const { rate, channels } = decodeWav(wav)
  const part = channels[0]?.slice(Math.round(from * rate), Math.round(to * rate)) ?? new Float32Array()
  return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, part.length))
}

const SCRIPT = 'Nobody had climbed the lighthouse for forty years. Tonight, a light is burning.'

describe('a spoken script', () => {
  it.each(VOICES)('is audible and as loud as speech should be with the voice %s', (voice) => {
    const sound = decodeWav(speak(SCRIPT, { voice }).wav)
    expect(integratedLoudness(sound)).toBeGreaterThan(-23)
    expect(integratedLoudness(sound)).toBeLessThan(-18.5)
    expect(peakOf(sound)).toBeLessThan(0.9)
  })

  it('differs from voice to voice', () => {
    expect(new Set(VOICES.map((voice) => Buffer.from(speak('Hello.', { voice }).wav).toString('base64'))).size).toBe(
      VOICES.length,
    )
  })

  it('is the same bytes for the same words', () => {
    expect(Buffer.compare(speak(SCRIPT).wav, speak(SCRIPT).wav)).toBe(0)
  })

  it('gives every written word its time, in order, within the sound', () => {
    const speech = speak('Outside, at 7:45, Dr. Smith’s boat — it cost $30 — sails home!')
    expect(speech.words.map((word) => word.word)).toEqual(
      'Outside, at 7:45, Dr. Smith’s boat it cost $30 sails home!'.split(' '),
    )
    let last = 0
    for (const { start, end } of speech.words) {
      expect(start).toBeGreaterThanOrEqual(last)
      expect(end).toBeGreaterThan(start)
      last = end
    }
    expect(last).toBeLessThanOrEqual(secondsOf(speech))
  })

  it('is heard where the words say it is, and silent between sentences', () => {
    const speech = speak('Alone. Together.')
    const [alone, together] = speech.words
    if (!alone || !together) throw new Error('two words were said')
    expect(together.start - alone.end).toBeGreaterThan(0.15)
    const voice = Math.min(level(speech, alone.start, alone.end), level(speech, together.start, together.end))
    const pause = level(speech, alone.end + 0.06, together.start - 0.03)
    expect(20 * Math.log10(voice / pause)).toBeGreaterThan(20)
  })

  it('begins after a short breath and does not trail off', () => {
    const speech = speak(SCRIPT)
    expect(speech.words[0]?.start).toBeCloseTo(0.15, 2)
    expect(secondsOf(speech) - (speech.words.at(-1)?.end ?? 0)).toBeLessThan(0.35)
  })

  it('takes as long as its speed says', () => {
    const normal = secondsOf(speak(SCRIPT)) - 0.35
    expect((secondsOf(speak(SCRIPT, { rate: 2 })) - 0.35) / normal).toBeCloseTo(0.5, 1)
    expect((secondsOf(speak(SCRIPT, { rate: 0.5 })) - 0.35) / normal).toBeCloseTo(2, 1)
  })

  it('keeps its words in step through a long script', () => {
    const speech = speak('The keeper climbs the stairs, and at 9:15 the sea is calm. '.repeat(60))
    expect(speech.words).toHaveLength(12 * 60)
    const starts = speech.words.filter((word) => word.word === 'The').map((word) => word.start)
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0))
    for (const gap of gaps) expect(Math.abs(gap - (gaps[0] ?? 0))).toBeLessThan(0.05)
  })

  it('survives whatever is typed', { timeout: 60_000 }, () => {
    const typed = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => `So ${text}`)
    fc.assert(
      fc.property(typed, (script) => {
        expect(speak(script, { voice: 'robot' }).wav.length).toBeGreaterThan(1000)
      }),
      { numRuns: 25 },
    )
  })
})

describe('a script that cannot be spoken', () => {
  const problems = (script?: string) =>
    draftVoice.problems?.({ params: draftVoice.params.parse({}), inputs: script === undefined ? {} : { script } }) ?? []

  it.each([
    ['', /empty/],
    ['你好', /nothing in the script/],
    ['word '.repeat(5000), /25,000 characters/],
  ])('is a problem: %.20j', (script, message) => {
    expect(problems(script)).toMatchObject([
      { message: expect.stringMatching(message), hint: expect.any(String), field: 'script' },
    ])
  })

  it('is no problem while it is not known', () => {
    expect(problems()).toEqual([])
    expect(problems(SCRIPT)).toEqual([])
  })
})
