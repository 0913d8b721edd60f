import type { AssetValue, FfmpegInput, QuickExecutor, RawImage } from '@reelgraph/shared'
import { frameSize } from '../frame-size.ts'
import type { FrameSize } from '../frame-size.ts'
import type { draftCamera } from './definition.ts'
import { cameraFilter } from './filter.ts'
import { previewer } from './preview.ts'

/** More of the picture than the frame holds, so that a close framing is still sharp. Beyond this only time is lost. */
const MOST_OVERSIZE = 1.2
const PREVIEWS = 4

const even = (pixels: number): number => Math.round(pixels / 2) * 2

/** As large as the pictures allow, between the frame and `MOST_OVERSIZE` of it. */
const sourceSize = (images: readonly AssetValue[], frame: FrameSize): FrameSize => {
  const spare = images.map(({ width = 0, height = 0 }) => Math.min(width / frame.width, height / frame.height))
  const scale = Math.min(MOST_OVERSIZE, ...spare)
  if (scale < 1.05) return frame
  return { width: even(frame.width * scale), height: even(frame.height * scale) }
}

/** One raw frame, the images below each other. */
const stacked = async function* (images: readonly RawImage[]): AsyncGenerator<Uint8Array> {
  const [first, second] = images
  if (first && !second) yield first.pixels
  else yield Buffer.concat(images.map((image) => image.pixels))
}

export const executor: QuickExecutor<typeof draftCamera> = {
  async run({ params, inputs }, ctx) {
    const { move, strength, fps, fit } = params
    const frame = frameSize(params)
    const frames = Math.round(params.seconds * fps)
    const images = inputs.endImage ? [inputs.startImage, inputs.endImage] : [inputs.startImage]
    const source = sourceSize(images, frame)

    const start = await ctx.media.fit(inputs.startImage, { ...source, fit })
    const end = inputs.endImage && (await ctx.media.fit(inputs.endImage, { ...source, fit }))
    const fitted = end ? [start, end] : [start]
    const previewAt = await previewer({ start, end, move, strength })
    let shown = 0
    const show = (fraction: number) => {
      if (fraction * PREVIEWS < shown) return
      shown = Math.floor(fraction * PREVIEWS) + 1
      ctx.preview({ bytes: previewAt(fraction), mime: 'image/jpeg' })
    }
    show(0)

    const input: FfmpegInput = {
      frames: stacked(fitted),
      options: [
        ...['-f', 'rawvideo', '-pix_fmt', 'rgba'],
        ...['-s', `${source.width}x${source.height * fitted.length}`, '-r', `${fps}`],
      ],
    }
    const file = await ctx.media.ffmpeg({
      inputs: [input],
      filter: cameraFilter({ move, strength, frames, fps, source, frame, morphs: end !== undefined }),
      options: [
        ...['-map', '[out]', '-an', '-frames:v', `${frames}`, '-r', `${fps}`],
        ...['-c:v', 'libx264', '-preset', 'superfast', '-crf', '18', '-pix_fmt', 'yuv420p'],
        ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
        ...['-map_metadata', '-1', '-movflags', '+faststart'],
      ],
      extension: 'mp4',
      seconds: frames / fps,
      onProgress: (fraction) => {
        ctx.progress(fraction)
        show(fraction)
      },
    })
    return { video: { file } }
  },
}
