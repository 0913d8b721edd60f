import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planTimeline, type Timeline, type TimelineInput, type TimelineParams, type Transition } from './timeline.ts'
import { MOST_SLOWING } from './voice-placing.ts'

type Lengths = readonly (number | undefined)[]
interface Film {
  readonly clips: Lengths
  readonly voices?: Lengths
  readonly effects?: Lengths
  readonly params?: Partial<TimelineParams>
}

const timed = (lengths: Lengths = []): TimelineInput['clips'] =>
  lengths.map((seconds) => (seconds === undefined ? undefined : { seconds }))
const lay = ({ clips, voices, effects, params }: Film) =>
  planTimeline({
    clips: timed(clips),
    voices: timed(voices),
    effects: timed(effects),
    params: { fps: 24, transition: 'cut', transitionSeconds: 0.5, assign: [], ...params },
  })
const laid = (film: Film): Timeline => {
  const answer = lay(film)
  if (answer.state !== 'ready') throw new Error(JSON.stringify(answer))
  return answer.timeline
}
const refusals = (film: Film): readonly string[] => {
  const answer = lay(film)
  return answer.state === 'impossible' ? answer.problems.map((problem) => problem.message) : []
}

describe('clips one after the other', () => {
  it('last as long as they are, in whole frames', () => {
    const { frames, segments } = laid({ clips: [4, 3.02, 2.5] })
    expect(segments.map((segment) => [segment.startFrame, segment.frames])).toEqual([
      [0, 96],
      [96, 72],
      [168, 60],
    ])
    expect(frames).toBe(228)
  })

  it('overlap in a crossfade', () => {
    const { frames, segments } = laid({ clips: [4, 4, 4], params: { transition: 'crossfade' } })
    expect(segments.map((segment) => segment.startFrame)).toEqual([0, 84, 168])
    expect(frames).toBe(3 * 96 - 2 * 12)
  })

  it('do not overlap through black, and are black for half of the transition each', () => {
    const { frames, segments } = laid({ clips: [4, 4, 4], params: { transition: 'fade_black', transitionSeconds: 1 } })
    expect(frames).toBe(3 * 96)
    expect(segments.map(({ fromBlack, toBlack }) => [fromBlack, toBlack])).toEqual([
      [0, 12],
      [12, 12],
      [12, 0],
    ])
  })

  it('never overlap by more than half of the shorter one', () => {
    const { segments } = laid({ clips: [4, 0.5, 4], params: { transition: 'crossfade', transitionSeconds: 2 } })
    expect(segments.map((segment) => segment.overlapBefore)).toEqual([0, 6, 6])
  })
})

describe('voices', () => {
  it('pair with clips by position when there are as many', () => {
    const { voices, segments } = laid({ clips: [4, 4], voices: [2, 3] })
    expect(voices).toEqual([
      { voice: 0, startFrame: 0, frames: 48 },
      { voice: 1, startFrame: 96, frames: 72 },
    ])
    expect(segments.map((segment) => segment.speed)).toEqual([1, 1])
  })

  it('slow a clip that is shorter, by as much as they need', () => {
    const { segments, frames } = laid({ clips: [4, 4], voices: [5, 2] })
    expect(segments[0]).toMatchObject({ frames: 120, speed: 0.8 })
    expect(segments[1]?.startFrame).toBe(120)
    expect(frames).toBe(216)
  })

  it('are a problem that names the clip, both lengths and the way out when slowing is not enough', () => {
    const answer = lay({ clips: [4, 3], voices: [2, 6.2] })
    expect(answer).toMatchObject({
      state: 'impossible',
      problems: [
        {
          message: expect.stringMatching(/Clip 2 takes 3\.0 s and voice 2 over it 6\.2 s/),
          hint: expect.stringMatching(/clip 2 at least 4\.2 s/),
          field: 'voice',
        },
      ],
    })
  })

  it('need Assign when there are not as many as clips', () => {
    expect(refusals({ clips: [4, 4, 4, 4, 4], voices: [1, 1, 1] })).toEqual([
      '3 voices for 5 clips: say which clip each belongs to under Assign.',
    ])
    const { voices } = laid({ clips: [4, 4, 4, 4, 4], voices: [1, 1, 1], params: { assign: [5, 1, 3] } })
    expect(voices.map((voice) => voice.startFrame)).toEqual([4 * 96, 0, 2 * 96])
  })

  it('are said one after the other when they share a clip', () => {
    const { voices, segments } = laid({ clips: [4, 4], voices: [2, 2.5], params: { assign: [1, 1] } })
    expect(voices.map((voice) => [voice.startFrame, voice.frames])).toEqual([
      [0, 48],
      [54, 60],
    ])
    expect(segments[0]?.frames).toBe(114)
  })

  it('refuse an assignment that leads nowhere', () => {
    expect(refusals({ clips: [4], voices: [1], params: { assign: [2] } })).toEqual([
      expect.stringMatching(/Voice 1 is assigned to clip 2/),
    ])
    expect(refusals({ clips: [4, 4], voices: [1, 1], params: { assign: [2] } })).toEqual([
      expect.stringMatching(/2 voices, but Assign names a clip for 1/),
    ])
  })

  it('narrate the whole film when there is one for several clips', () => {
    const { voices, segments } = laid({ clips: [4, 4, 4], voices: [10] })
    expect(voices).toEqual([{ voice: 0, startFrame: 0, frames: 240 }])
    expect(segments.every((segment) => segment.speed === 1)).toBe(true)
  })

  it('slow the whole film for a narration that is longer, and refuse one that is far too long', () => {
    expect(laid({ clips: [4, 4, 4], voices: [15] }).frames).toBeGreaterThanOrEqual(360)
    expect(refusals({ clips: [4, 4, 4], voices: [19] })).toEqual([
      expect.stringMatching(/voice takes 19\.0 s and the film 12\.0 s/),
    ])
  })

  it('begin when their clip has the film to itself', () => {
    const { voices, segments } = laid({
      clips: [4, 4],
      voices: [4, 4],
      params: { transition: 'crossfade', transitionSeconds: 1 },
    })
    expect(segments.map((segment) => segment.frames)).toEqual([108, 108])
    expect(voices.map((voice) => voice.startFrame)).toEqual([0, 96])
  })
})

describe('what is not known yet', () => {
  it('gives no verdict', () => {
    expect(lay({ clips: [4, undefined], voices: [2, 9] }).state).toBe('unknown')
    expect(lay({ clips: [4, 4], voices: [2, undefined] }).state).toBe('unknown')
    expect(lay({ clips: [undefined, undefined], voices: [9] }).state).toBe('unknown')
  })

  it('does not hide what is wrong in any case', () => {
    expect(refusals({ clips: [2, undefined], voices: [9, undefined] })).toHaveLength(1)
    expect(refusals({ clips: [undefined, undefined, undefined], voices: [undefined, undefined] })).toHaveLength(1)
  })
})

describe('effects', () => {
  it('start with the clip of their position', () => {
    const { effects } = laid({ clips: [4, 4, 4], effects: [1, 9], params: { transition: 'crossfade' } })
    expect(effects).toEqual([
      { index: 0, startFrame: 0 },
      { index: 1, startFrame: 84 },
    ])
  })

  it('are not more than clips', () => {
    expect(refusals({ clips: [4], effects: [1, 1] })).toEqual([expect.stringMatching(/2 effects for 1 clip:/)])
  })
})

describe('any film', () => {
  const seconds = fc.double({ min: 0.05, max: 20, noNaN: true })
  const params = fc.record({
    fps: fc.constantFrom(24, 25, 30),
    transition: fc.constantFrom<Transition>('cut', 'crossfade', 'fade_black'),
    transitionSeconds: fc.double({ min: 0.1, max: 2, noNaN: true }),
  })
  const film = fc
    .array(seconds, { minLength: 1, maxLength: 12 })
    .chain((clips) =>
      fc.record({
        clips: fc.constant(clips),
        voices: fc.array(seconds, { maxLength: 12 }),
        assign: fc.array(fc.integer({ min: 1, max: clips.length })),
        params,
      }),
    )
    .map(({ clips, voices, assign, params: chosen }): Film => ({
      clips,
      voices,
      params: { ...chosen, assign: assign.slice(0, voices.length) },
    }))

  it('is laid out without gaps, and every voice is heard whole, alone, over its clip', () => {
    fc.assert(
      fc.property(film, (wish) => {
        const answer = lay(wish)
        if (answer.state !== 'ready') {
          expect(answer.state).toBe('impossible')
          return
        }
        const { segments, voices, frames } = answer.timeline
        let end = 0
        for (const segment of segments) {
          expect(Number.isInteger(segment.startFrame) && Number.isInteger(segment.frames)).toBe(true)
          expect(segment.startFrame).toBe(end - segment.overlapBefore)
          expect(segment.overlapBefore + segment.overlapAfter).toBeLessThanOrEqual(segment.frames)
          expect(segment.fromBlack + segment.toBlack).toBeLessThanOrEqual(segment.frames)
          expect(segment.speed).toBeLessThanOrEqual(1)
          expect(segment.speed * (segment.frames - 1)).toBeLessThanOrEqual(segment.frames)
          end = segment.startFrame + segment.frames
        }
        expect(end).toBe(frames)
        const inTime = voices.toSorted((a, b) => a.startFrame - b.startFrame)
        inTime.forEach((voice, index) => {
          expect(voice.startFrame + voice.frames).toBeLessThanOrEqual(inTime[index + 1]?.startFrame ?? frames)
        })
        if (voices.length !== 1)
          for (const { speed } of segments) expect(speed).toBeGreaterThanOrEqual(1 / MOST_SLOWING - 1e-9)
      }),
      { numRuns: 500 },
    )
  })
})
