import type { Context, ScratchFile } from '@reelgraph/shared'
import type { Size } from '../output-size.ts'
import type { Timeline } from '../timeline.ts'
import type { Cue } from './cues.ts'
import { filmCues } from './spoken.ts'
import { timedWords } from './timed-words.ts'
import { assFile, lettersOf, srtFile, within, type SubtitleSize } from './write-subtitles.ts'

interface Wish {
  readonly timeline: Timeline
  readonly size: Size
  readonly params: { readonly subtitles: 'picture' | 'track' | 'off'; readonly subtitleSize: SubtitleSize }
  readonly words: readonly unknown[]
  readonly clipWords: readonly unknown[]
}

interface Subtitles {
  /** Of each segment, what is written into its picture. */
  readonly burned: readonly (string | undefined)[]
  readonly track: ScratchFile | undefined
}

const NONE: Subtitles = { burned: [], track: undefined }

/** The words of a film, as files for ffmpeg. */
export const subtitlesFor = async (wish: Wish, ctx: Context): Promise<Subtitles> => {
  const { timeline, size: picture, params, words, clipWords } = wish
  if (params.subtitles === 'off') return NONE
  const spoken = {
    voices: words.map((given) => timedWords(given) ?? []),
    clips: clipWords.map((given) => timedWords(given) ?? []),
  }
  const size = params.subtitleSize
  const cues = filmCues(timeline, spoken, lettersOf(picture, size))
  if (cues.length === 0) return NONE
  if (params.subtitles === 'track') return { burned: [], track: await ctx.media.textFile(srtFile(cues)) }
  const burned = stretches(timeline, cues).map(async (own) =>
    own.length === 0 ? undefined : (await ctx.media.textFile(assFile(own, { picture, size }))).path,
  )
  return { burned: await Promise.all(burned), track: undefined }
}

/** Each segment is encoded on its own, from where it has the film to itself. */
const stretches = ({ fps, segments }: Timeline, cues: readonly Cue[]): readonly (readonly Cue[])[] =>
  segments.map(({ startFrame, frames, overlapBefore }) =>
    within(cues, (startFrame + overlapBefore) / fps, (frames - overlapBefore) / fps),
  )
