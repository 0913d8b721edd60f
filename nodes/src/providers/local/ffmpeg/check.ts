import { fail, type Context, type ScratchFile } from '@reelgraph/shared'
import type { Size } from './output-size.ts'
import type { Timeline } from './timeline.ts'

export interface Expected {
  readonly timeline: Timeline
  readonly size: Size
  readonly sounds: boolean
}

/** Looks at the finished film as anybody would, and throws `bad-output` when it is not what was planned. */
export const checkFilm = async (
  film: ScratchFile,
  { timeline, size, sounds }: Expected,
  ctx: Context,
): Promise<void> => {
  const { streams, width, height, fps = 0, seconds = 0 } = await ctx.media.probe(film)
  const wrong: string[] = []
  if (streams.video !== 1 || streams.audio !== 1)
    wrong.push(`it has ${streams.video} video and ${streams.audio} audio streams`)
  if (width !== size.width || height !== size.height)
    wrong.push(`it is ${width} × ${height} instead of ${size.width} × ${size.height}`)
  const planned = timeline.frames / timeline.fps
  if (Math.abs(seconds - planned) > 1.01 / timeline.fps)
    wrong.push(`it lasts ${seconds.toFixed(3)} s instead of ${planned.toFixed(3)} s`)
  if (Math.abs(fps - timeline.fps) > 0.05 && timeline.frames > 1)
    wrong.push(`it runs at ${fps} instead of ${timeline.fps} frames a second`)
  if (sounds) {
    const { integrated, peak } = await ctx.media.loudness(film)
    // What is shorter than 0.4 s has no loudness, but it has a peak.
    if (integrated < -45 && peak < -35)
      wrong.push(`it is silent (${integrated.toFixed(1)} LUFS) though there is sound to hear`)
    if (peak > 0.5) wrong.push(`its sound is distorted (${peak.toFixed(1)} dBTP)`)
  }
  if (wrong.length === 0) return
  throw fail('bad-output', `The film is not as planned: ${wrong.join('; ')}.`, {
    hint: 'Run it again; if it stays, one of the clips may be damaged.',
    detail: wrong,
  })
}
