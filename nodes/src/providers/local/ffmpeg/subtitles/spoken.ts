import type { Timeline } from '../timeline.ts'
import type { Cue } from './cues.ts'
import { cuesOf } from './cues.ts'
import type { TimedWord } from './timed-words.ts'

export interface Spoken {
  /** The words of each voice, in the order of the voices. */
  readonly voices: readonly (readonly TimedWord[])[]
  /** What is said in each clip itself, in the order of the clips. */
  readonly clips: readonly (readonly TimedWord[])[]
}

/** Everything that is said in the film, by the film's own time. `most`: letters of a line. */
export const filmCues = ({ fps, frames, segments, voices }: Timeline, spoken: Spoken, most: number): readonly Cue[] => {
  const ofVoices = voices.map(({ voice, startFrame, frames: length }) =>
    placed(spoken.voices[voice] ?? [], { from: startFrame / fps, speed: 1, until: (startFrame + length) / fps }),
  )
  const ofClips = segments.map(({ clip, startFrame, frames: length, speed }) =>
    placed(spoken.clips[clip] ?? [], { from: startFrame / fps, speed, until: (startFrame + length) / fps }),
  )
  const end = frames / fps
  return [...ofVoices, ...ofClips]
    .flatMap((words) => cuesOf(words, most))
    .map((cue) => ({ ...cue, end: Math.min(cue.end, end) }))
    .filter((cue) => cue.end > cue.start)
    .toSorted((a, b) => a.start - b.start)
}

interface Place {
  readonly from: number
  /** A slowed clip is heard slower as well. */
  readonly speed: number
  readonly until: number
}

const placed = (words: readonly TimedWord[], { from, speed, until }: Place): readonly TimedWord[] =>
  words
    .map((word) => ({ ...word, start: from + word.start / speed, end: Math.min(until, from + word.end / speed) }))
    .filter(({ start }) => start < until)
