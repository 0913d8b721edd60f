import { createCanvas } from '@napi-rs/canvas'
import type { RawImage } from '@reelgraph/shared'
import sharp from 'sharp'
import { framingAt } from './framing.ts'
import type { Move } from './move.ts'

const WIDTH = 320

interface Shot {
  readonly start: RawImage
  readonly end: RawImage | undefined
  readonly move: Move
  readonly strength: number
}

const small = async (image: RawImage, height: number) => {
  const pixels = await sharp(image.pixels, { raw: { width: image.width, height: image.height, channels: 4 } })
    .resize(WIDTH, height)
    .raw()
    .toBuffer()
  const canvas = createCanvas(WIDTH, height)
  const draw = canvas.getContext('2d')
  const data = draw.createImageData(WIDTH, height)
  data.data.set(pixels)
  draw.putImageData(data, 0, 0)
  return canvas
}

/** Small pictures of a shot at any time of it, 0 to 1: its framing without the perspective, in a few milliseconds. */
export const previewer = async ({ start, end, move, strength }: Shot): Promise<(t: number) => Uint8Array> => {
  const height = Math.round((WIDTH * start.height) / start.width)
  const from = await small(start, height)
  const to = end && (await small(end, height))
  const canvas = createCanvas(WIDTH, height)
  const draw = canvas.getContext('2d')
  return (t) => {
    const { topLeft, bottomRight } = framingAt({ move, strength, t })
    const show = (picture: typeof from) =>
      draw.drawImage(
        picture,
        topLeft.x * WIDTH,
        topLeft.y * height,
        (bottomRight.x - topLeft.x) * WIDTH,
        (bottomRight.y - topLeft.y) * height,
        0,
        0,
        WIDTH,
        height,
      )
    draw.globalAlpha = 1
    show(from)
    if (to) {
      draw.globalAlpha = Math.min(1, Math.max(0, (t - 0.15) / 0.7))
      show(to)
    }
    return canvas.encodeSync('jpeg', 72)
  }
}
