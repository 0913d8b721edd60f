import type { Problem } from '@reelgraph/shared'
import { placeVoices, type PlacedVoice } from './voice-placing.ts'

/** What must be known of a clip or sound. `undefined` in a list is a result that is still to come. */
export interface Timed {
  readonly seconds: number
}

export type Transition = 'cut' | 'crossfade' | 'fade_black'

export interface TimelineParams {
  readonly fps: number
  readonly transition: Transition
  readonly transitionSeconds: number
  /** For each voice the number of its clip, counted from 1; empty pairs them by position. */
  readonly assign: readonly number[]
}

export interface TimelineInput {
  readonly clips: readonly (Timed | undefined)[]
  readonly voices: readonly (Timed | undefined)[]
  readonly effects: readonly (Timed | undefined)[]
  readonly params: TimelineParams
}

/** A clip in the film. Everything is in whole frames of the film. */
export interface Segment {
  readonly clip: number
  readonly startFrame: number
  /** Overlaps included. */
  readonly frames: number
  /** 1 as it was shot; 0.8 takes 1.25 times as long. */
  readonly speed: number
  /** Frames that this clip and the one before it (or after it) are on screen together. */
  readonly overlapBefore: number
  readonly overlapAfter: number
  /** Frames that it comes out of black, or goes into it. */
  readonly fromBlack: number
  readonly toBlack: number
}

export interface Placed {
  readonly index: number
  readonly startFrame: number
}

export interface Timeline {
  readonly fps: number
  readonly frames: number
  readonly segments: readonly Segment[]
  readonly voices: readonly PlacedVoice[]
  readonly effects: readonly Placed[]
}

export type TimelineAnswer =
  | { readonly state: 'ready'; readonly timeline: Timeline }
  | { readonly state: 'impossible'; readonly problems: readonly Problem[] }
  /** Something is not known yet, and what is known does not forbid it. */
  | { readonly state: 'unknown' }

const isKnown = (items: readonly (Timed | undefined)[]): items is readonly Timed[] => !items.includes(undefined)

/** How long neighbours are on screen together: never more than half of the shorter one. */
const overlaps = (frames: readonly number[], wished: number): readonly number[] =>
  frames.slice(0, -1).map((length, index) => Math.min(wished, Math.floor(Math.min(length, frames[index + 1] ?? 0) / 2)))

const tooManyEffects = (effects: number, clips: number): Problem => ({
  message: `There are ${effects} effects for ${clips} ${clips === 1 ? 'clip' : 'clips'}: each effect starts with the clip of its position.`,
  hint: 'Take the effects away that have no clip.',
  field: 'effects',
})

/**
 * Lays everything out. Pure: the plan and the encoder ask the same function. Rules: an effect starts with the clip of its
 * position; a voice lies over its clip, and a clip that is shorter is slowed, at most by half again; one voice for several
 * clips is a narration over the whole film; in a crossfade a clip has the film to itself from the middle of one overlap to the
 * middle of the next, so voices are never cut and never fall on each other.
 */
export const planTimeline = ({ clips, voices, effects, params }: TimelineInput): TimelineAnswer => {
  const { fps, transition, transitionSeconds, assign } = params
  if (effects.length > clips.length && clips.length > 0) {
    return { state: 'impossible', problems: [tooManyEffects(effects.length, clips.length)] }
  }

  const natural = clips.map((clip) => clip && Math.max(1, Math.round(clip.seconds * fps)))
  const wished = transition === 'crossfade' ? Math.max(1, Math.round(transitionSeconds * fps)) : 0
  // An unknown neighbour may leave no room for an overlap; only what holds in any case is a problem.
  const joins = overlaps(
    natural.map((frames) => frames ?? 0),
    wished,
  )
  const placing = placeVoices({
    natural,
    joins,
    voices: voices.map((voice) => voice && Math.ceil(voice.seconds * fps)),
    fps,
    assign,
  })
  if (placing.problems.length > 0) return { state: 'impossible', problems: placing.problems }
  if (!isKnown(clips) || !isKnown(voices) || clips.length === 0) return { state: 'unknown' }

  const half = transition === 'fade_black' ? Math.round((transitionSeconds * fps) / 2) : 0
  const segments: Segment[] = []
  let startFrame = 0
  placing.frames.forEach((frames, clip) => {
    const overlapBefore = joins[clip - 1] ?? 0
    const overlapAfter = joins[clip] ?? 0
    const black = Math.min(half, Math.floor(frames / 2))
    const fromBlack = clip > 0 ? black : 0
    const toBlack = clip < clips.length - 1 ? black : 0
    startFrame -= overlapBefore
    const speed = (natural[clip] ?? frames) / frames
    segments.push({ clip, startFrame, frames, speed, overlapBefore, overlapAfter, fromBlack, toBlack })
    startFrame += frames
  })

  const placedVoices = placing.place(
    segments.map((segment) => segment.startFrame + Math.ceil(segment.overlapBefore / 2)),
  )
  const placedEffects = effects.map((_, index) => ({ index, startFrame: segments[index]?.startFrame ?? 0 }))
  return {
    state: 'ready',
    timeline: { fps, frames: startFrame, segments, voices: placedVoices, effects: placedEffects },
  }
}
