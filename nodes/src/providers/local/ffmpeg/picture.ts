import type { AssetValue, FfmpegJob } from '@reelgraph/shared'
import type { Size } from './output-size.ts'
import type { Segment, Timeline } from './timeline.ts'
import { inFilter } from './subtitles/write-subtitles.ts'

export interface PictureWish {
  readonly size: Size
  readonly fit: 'centre' | 'letterbox'
  /** Frames at the very end that go into black. */
  readonly fadeOutFrames: number
  /** Of each segment, the file of what is written into its picture, where anything is. */
  readonly subtitles?: readonly (string | undefined)[]
}

/**
 * A stretch of the film that is encoded on its own and then joined to the others without encoding again. It ends with its
 * crossfade into the next clip, so no two pieces share a frame.
 */
export interface Piece {
  readonly frames: number
  readonly job: Omit<FfmpegJob, 'onProgress'>
}

/** The same for every piece: only then can they be joined as they are. */
export const ENCODING: readonly string[] = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '17', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
  ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
]

/** xfade drops the last frame of what it fades to, so it is given more than are shown. */
const SPARE_FRAMES = 2

const fitted = ({ size: { width, height }, fit }: PictureWish): readonly string[] => {
  const box = `w=${width}:h=${height}`
  const colour = 'flags=bicubic:out_color_matrix=bt709:out_range=tv'
  const square = "scale=w='max(1,iw*sar)':h=ih,setsar=1"
  return fit === 'letterbox'
    ? [
        square,
        `scale=${box}:force_original_aspect_ratio=decrease:force_divisible_by=2:${colour}`,
        'format=yuv420p',
        `pad=${box}:x=(ow-iw)/2:y=(oh-ih)/2`,
      ]
    : [square, `scale=${box}:force_original_aspect_ratio=increase:${colour}`, `crop=${box}`, 'format=yuv420p']
}

/** A clip at the film's size and rate, exactly as many frames as wanted: its last one stands still if it must. */
const normalised = (
  segment: Segment,
  { from, frames, fps }: { from: number; frames: number; fps: number },
  wish: PictureWish,
): string => {
  // Blended frames are softer than doubled ones, and doubled ones stutter.
  const rate =
    segment.speed < 1
      ? [`setpts=PTS/${segment.speed.toFixed(9)}`, `framerate=fps=${fps}`, `fps=fps=${fps}:start_time=0`]
      : [`fps=fps=${fps}:start_time=0`]
  return [
    ...rate,
    'tpad=stop_mode=clone:stop=-1',
    `trim=start_frame=${from}:end_frame=${from + frames}`,
    'setpts=PTS-STARTPTS',
    ...fitted(wish),
    'setsar=1',
    `settb=1/${fps}`,
  ].join(',')
}

const fades = ({
  segment,
  piece,
  fps,
  isLast,
  wish,
  subtitles,
}: {
  segment: Segment
  piece: number
  fps: number
  isLast: boolean
  wish: PictureWish
  subtitles: string | undefined
}): string => {
  const filters: string[] = []
  if (segment.fromBlack > 0) filters.push(`fade=in:start_frame=0:nb_frames=${segment.fromBlack}`)
  if (segment.toBlack > 0) filters.push(`fade=out:start_frame=${piece - segment.toBlack}:nb_frames=${segment.toBlack}`)
  if (isLast && wish.fadeOutFrames > 0) {
    const frames = Math.min(wish.fadeOutFrames, piece)
    filters.push(`fade=out:start_frame=${piece - frames}:nb_frames=${frames}`)
  }
  // what is read is not faded: it is there or it is not
  const written = subtitles === undefined ? [] : [`ass=filename=${inFilter(subtitles)}`]
  return [...filters, `fps=fps=${fps}`, ...written].map((filter) => `,${filter}`).join('')
}

export const pieces = (timeline: Timeline, clips: readonly AssetValue[], wish: PictureWish): readonly Piece[] =>
  timeline.segments.map((segment, index) => {
    const { fps } = timeline
    const next = segment.overlapAfter > 0 ? timeline.segments[index + 1] : undefined
    const frames = segment.frames - segment.overlapBefore
    const own = normalised(segment, { from: segment.overlapBefore, frames, fps }, wish)
    const faded = fades({
      segment,
      piece: frames,
      fps,
      isLast: index === timeline.segments.length - 1,
      wish,
      subtitles: wish.subtitles?.[index],
    })
    const filter = next
      ? [
          `[0:v:0]${own}[own]`,
          `[1:v:0]${normalised(next, { from: 0, frames: segment.overlapAfter + SPARE_FRAMES, fps }, wish)}[next]`,
          `[own][next]xfade=transition=fade:duration=${(segment.overlapAfter / fps).toFixed(6)}:offset=${((frames - segment.overlapAfter) / fps).toFixed(6)},trim=end_frame=${frames}${faded}[v]`,
        ].join(';\n')
      : `[0:v:0]${own}${faded}[v]`
    const asset = clips[segment.clip]
    const following = next && clips[next.clip]
    if (!asset || (next && !following)) throw new Error('the timeline names a clip that was not given')
    return {
      frames,
      job: {
        inputs: [{ asset, options: ['-an'] }, ...(following ? [{ asset: following, options: ['-an'] }] : [])],
        filter,
        options: [
          '-map',
          '[v]',
          '-frames:v',
          String(frames),
          '-r',
          String(fps),
          '-g',
          String(fps * 2),
          ...ENCODING,
          '-video_track_timescale',
          String(fps * 512),
          '-map_metadata',
          '-1',
        ],
        extension: 'mp4',
        seconds: frames / fps,
      },
    }
  })
