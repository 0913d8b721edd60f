import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planTimeline } from '../timeline.ts'
import { cuesOf } from './cues.ts'
import { filmCues } from './spoken.ts'
import type { TimedWord } from './timed-words.ts'
import { assFile, inFilter, lettersOf, srtFile, within } from './write-subtitles.ts'

/** `said('One two. Three')`: two words a second, from a time on. */
const said = (text: string, from = 0): readonly TimedWord[] =>
  text.split(' ').map((word, at) => ({ word, start: from + at / 2, end: from + at / 2 + 0.4 }))
const texts = (words: readonly TimedWord[], most = 42) => cuesOf(words, most).map(({ lines }) => lines.join(' / '))

describe('what is said becomes subtitles', () => {
  it('a sentence for itself, and a long one in two lines of about the same length', () => {
    expect(texts(said('Nobody had climbed the tower. Tonight somebody carries the light.'))).toEqual([
      'Nobody had climbed the tower.',
      'Tonight somebody carries the light.',
    ])
    const [cue] = cuesOf(said('Nobody had ever climbed the tower, and nobody would today.'), 42)
    expect(cue?.lines).toEqual(['Nobody had ever climbed the tower,', 'and nobody would today.'])
  })

  it('a pause, another speaker and six seconds end a subtitle', () => {
    expect(texts([...said('Wait for me'), ...said('I am here', 4)])).toEqual(['Wait for me', 'I am here'])
    const [one, two] = [said('Who are you'), said('Nobody', 1.5)]
    const speaking = [...one.map((w) => ({ ...w, speaker: 'a' })), ...two.map((w) => ({ ...w, speaker: 'b' }))]
    expect(texts(speaking)).toEqual(['Who are you', 'Nobody'])
    for (const { start, end } of cuesOf(said('la '.repeat(60).trim()), 42)) expect(end - start).toBeLessThanOrEqual(6)
  })

  it('a short one stays a second where nothing follows, and never over the next', () => {
    expect(cuesOf([{ word: 'Go!', start: 2, end: 2.2 }], 42)).toEqual([{ start: 2, end: 3, lines: ['Go!'] }])
    const cues = cuesOf(
      [
        { word: 'Go!', start: 2, end: 2.1, speaker: 'a' },
        { word: 'No!', start: 2.4, end: 2.6, speaker: 'b' },
      ],
      42,
    )
    expect(cues.map(({ end }) => end)).toEqual([2.4, 3.4])
  })

  it('puts no spaces between signs that take none', () => {
    expect(texts(['灯', '台', 'の', '光'].map((word, at) => ({ word, start: at, end: at + 0.9 })))).toEqual([
      '灯台の光',
    ])
  })

  it('keeps every word, in order, in at most two lines, whatever is said', () => {
    const word = fc.record({
      word: fc.stringMatching(/^[a-z]{1,12}[.,!?]?$/),
      gap: fc.double({ min: 0, max: 2, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (given) => {
        let time = 0
        const words = given.map(({ word: text, gap }) => {
          const start = time + gap
          time = start + 0.3
          return { word: text, start, end: time }
        })
        const cues = cuesOf(words, 42)
        expect(cues.flatMap(({ lines }) => lines.join(' ').split(' ')).filter(Boolean)).toEqual(
          given.map((one) => one.word),
        )
        cues.forEach(({ start, end, lines }, index) => {
          expect(lines.length).toBeLessThanOrEqual(2)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(end).toBeLessThanOrEqual(cues[index + 1]?.start ?? Infinity)
        })
      }),
    )
  })
})

describe('subtitles of a film', () => {
  const params = { fps: 24, transition: 'crossfade', transitionSeconds: 1, assign: [] } as const
  const seconds = (...all: readonly number[]) => all.map((one) => ({ seconds: one }))
  const timelineOf = (clips: readonly number[], voices: readonly number[]) => {
    const answer = planTimeline({ clips: seconds(...clips), voices: seconds(...voices), effects: [], params })
    if (answer.state !== 'ready') throw new Error('it can be laid out')
    return answer.timeline
  }

  it('stand where their voice is placed', () => {
    const timeline = timelineOf([4, 4], [2, 2])
    const cues = filmCues(timeline, { voices: [said('One two'), said('Three four')], clips: [] }, 42)
    expect(cues.map(({ start, lines }) => [start, lines[0]])).toEqual([
      [0, 'One two'],
      [3.5, 'Three four'],
    ])
  })

  it('follow a clip that is slowed, and end with it', () => {
    const timeline = timelineOf([4], [5])
    const [cue] = filmCues(timeline, { voices: [], clips: [[{ word: 'Now', start: 2, end: 9 }]] }, 42)
    expect(cue).toEqual({ start: 2.5, end: 5, lines: ['Now'] })
  })

  it('are cut where a stretch of the film ends, and go on in the next', () => {
    const cues = [{ start: 3, end: 5, lines: ['Over the cut'] }]
    expect(within(cues, 0, 4)).toEqual([{ start: 3, end: 4, lines: ['Over the cut'] }])
    expect(within(cues, 4, 4)).toEqual([{ start: 0, end: 1, lines: ['Over the cut'] }])
    expect(within(cues, 8, 4)).toEqual([])
  })
})

describe('files of subtitles', () => {
  const cues = [{ start: 0.5, end: 3661.999, lines: ['{\\an8}Look', 'here'] }]

  it('direct nothing that was said', () => {
    const file = assFile(cues, { picture: { width: 1280, height: 720 }, size: 'medium' })
    expect(file).toContain('Dialogue: 0,0:00:00.50,1:01:01.99,Default,,0,0,0,,(＼an8)Look\\Nhere')
    expect(srtFile(cues)).toBe('1\n00:00:00,500 --> 01:01:01,999\n{\\an8}Look\nhere\n')
  })

  it('take shorter lines where the picture is narrow or the letters are large', () => {
    expect(lettersOf({ width: 1280, height: 720 }, 'medium')).toBe(42)
    expect(lettersOf({ width: 720, height: 1280 }, 'medium')).toBe(30)
    expect(lettersOf({ width: 720, height: 1280 }, 'large')).toBeLessThan(26)
  })

  it('are found under any path', () => {
    expect(inFilter('C:\\Users\\it’s me\\a b.txt')).toBe("'C\\:/Users/it’s me/a b.txt'")
    expect(inFilter("/tmp/o'neil/1.txt")).toBe("'/tmp/o\\'\\''neil/1.txt'")
  })
})
