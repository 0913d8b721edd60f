import {
  fail,
  type AssetValue,
  type Context,
  type FfmpegInput,
  type QuickExecutor,
  type ScratchFile,
} from '@reelgraph/shared'
import { checkFilm } from './check.ts'
import type { localFfmpeg } from './definition.ts'
import { bothEnded, inParallel } from './in-parallel.ts'
import { masterFilters } from './master.ts'
import { outputSize } from './output-size.ts'
import { pieces, type Piece } from './picture.ts'
import { mixSound } from './sound.ts'
import { subtitlesFor } from './subtitles/subtitles-for.ts'
import { planTimeline, type Timed, type Timeline } from './timeline.ts'

/** An encoder uses several cores by itself; two at once keep them busy while one of them starts or ends. */
const AT_ONCE = 2

const lengthOf = async (asset: AssetValue, ctx: Context): Promise<Timed> => ({
  seconds: asset.seconds ?? (await ctx.media.probe(asset)).seconds ?? 0,
})

/** Progress of several things at once, each with its share of the whole. */
const shares = (weights: readonly number[], report: (fraction: number) => void) => {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const done = weights.map(() => 0)
  return (part: number) =>
    (fraction: number): void => {
      done[part] = fraction
      report(done.reduce((sum, share, index) => sum + share * (weights[index] ?? 0), 0) / total)
    }
}

const encodeAll = (
  all: readonly Piece[],
  ctx: Context,
  onProgress: (fraction: number) => void,
): Promise<readonly ScratchFile[]> => {
  const progress = shares(
    all.map((piece) => piece.frames),
    onProgress,
  )
  return inParallel(
    AT_ONCE,
    all.map((piece, index) => () => ctx.media.ffmpeg({ ...piece.job, onProgress: progress(index) })),
  )
}

/** A list for the concat demuxer. The lengths are ours, so that rounding in the files does not add up. */
const joinList = (files: readonly ScratchFile[], all: readonly Piece[], fps: number): string =>
  files
    .map(
      ({ path }, index) =>
        `file '${path.replaceAll('\\', '/').replaceAll("'", "'\\''")}'\nduration ${((all[index]?.frames ?? 0) / fps).toFixed(9)}\n`,
    )
    .reduce((list, entry) => list + entry, 'ffconcat version 1.0\n')

const soundInput = (mix: ScratchFile | undefined): FfmpegInput =>
  mix ? { file: mix } : { lavfi: 'anullsrc=channel_layout=stereo:sample_rate=48000' }

interface Joining {
  readonly timeline: Timeline
  readonly list: ScratchFile
  readonly mix: ScratchFile | undefined
  /** Shown on demand. */
  readonly track: ScratchFile | undefined
  readonly onProgress: (fraction: number) => void
}

const join = async ({ timeline, list, mix, track, onProgress }: Joining, ctx: Context): Promise<ScratchFile> => {
  const seconds = (timeline.frames / timeline.fps).toFixed(6)
  const master = mix ? masterFilters(await ctx.media.loudness(mix)) : ''
  return ctx.media.ffmpeg({
    inputs: [
      ...[{ file: list, options: ['-f', 'concat', '-safe', '0'] }, soundInput(mix)],
      ...(track ? [{ file: track, options: ['-f', 'srt'] }] : []),
    ],
    filter: `[1:a:0]${master}atrim=end=${seconds}[a]`,
    options: [
      ...['-map', '0:v:0', '-map', '[a]', '-c:v', 'copy', '-c:a', 'aac', '-b:a', '192k', '-ar', '48000', '-ac', '2'],
      ...(track ? ['-map', '2:s:0', '-c:s', 'mov_text'] : []),
      ...['-t', seconds, '-map_metadata', '-1', '-movflags', '+faststart'],
    ],
    extension: 'mp4',
    seconds: timeline.frames / timeline.fps,
    onProgress,
  })
}

export const executor: QuickExecutor<typeof localFfmpeg> = {
  async run({ params, inputs }, ctx) {
    const { clips, voice: voices, effects, music, words, clipWords } = inputs
    const lengths = (assets: readonly AssetValue[]) => Promise.all(assets.map((asset) => lengthOf(asset, ctx)))
    const [clipLengths, voiceLengths, effectLengths] = await Promise.all([
      lengths(clips),
      lengths(voices),
      lengths(effects),
    ])
    const answer = planTimeline({ clips: clipLengths, voices: voiceLengths, effects: effectLengths, params })
    if (answer.state !== 'ready') {
      const problem = answer.state === 'impossible' ? answer.problems[0] : undefined
      throw fail(
        'plan-problem',
        problem?.message ?? 'There is no clip to put together.',
        problem?.hint ? { hint: problem.hint } : {},
      )
    }

    const { timeline } = answer
    const { fps } = timeline
    const size = outputSize(params, clips[0])
    const { burned, track } = await subtitlesFor({ timeline, size, params, words, clipWords }, ctx)
    const all = pieces(timeline, clips, {
      ...{ size, fit: params.fit, fadeOutFrames: Math.round(params.fadeOut * fps), subtitles: burned },
    })
    const progress = shares([80, 12, 8], (fraction) => ctx.progress(fraction))
    const [files, mix] = await bothEnded(
      encodeAll(all, ctx, progress(0)),
      mixSound(timeline, { clips, voices, effects, music, ...params }, ctx, progress(1)),
    )
    const list = await ctx.media.textFile(joinList(files, all, fps))
    const film = await join({ timeline, list, mix: mix.file, track, onProgress: progress(2) }, ctx)
    await checkFilm(film, { timeline, size, sounds: mix.audible }, ctx)
    return { video: { file: film } }
  },
}
