import { css, mix } from '../colour.ts'
import { noise } from '../noise.ts'
import { sheet } from '../stage.ts'
import type { Brush, Layer, Stage } from '../stage.ts'

/** Lays the sheets over each other; behind a close subject they are out of focus. */
export const stack = (brush: Brush, stage: Stage, layers: readonly Layer[]): void => {
  const soft = { close: 9, medium: 2.2, wide: 0, aerial: 0 }[stage.scene.distance] * stage.unit
  for (const { canvas, role, depth } of layers) {
    const blur = role === 'subject' || (role === 'air' && depth > 0.7) ? 0 : soft
    brush.filter = blur > 0.4 ? `blur(${blur.toFixed(2)}px)` : 'none'
    // a little larger, so that the softness does not draw the frame's own edge into the picture
    const over = blur > 0.4 ? blur * 3 : 0
    brush.drawImage(canvas, -over, -over, stage.width + over * 2, stage.height + over * 2)
  }
  brush.filter = 'none'
}

/** Brightness that spills over its edges. */
export const bloom = (
  brush: Brush,
  stage: Stage,
  { strength, radius }: { readonly strength: number; readonly radius: number },
): void => {
  const { width, height } = stage
  const small = sheet({ width: width / 4, height: height / 4 })
  small.brush.drawImage(brush.canvas, 0, 0, width / 4, height / 4)
  small.brush.globalCompositeOperation = 'multiply'
  small.brush.drawImage(small.canvas, 0, 0)
  brush.save()
  brush.globalCompositeOperation = 'screen'
  brush.globalAlpha = strength
  brush.filter = `blur(${(radius * stage.unit).toFixed(1)}px)`
  brush.drawImage(small.canvas, 0, 0, width, height)
  brush.restore()
}

export const vignette = (brush: Brush, stage: Stage, strength: number): void => {
  const { width, height } = stage
  const reach = Math.hypot(width, height) / 2
  const shade = brush.createRadialGradient(width / 2, height * 0.48, reach * 0.42, width / 2, height / 2, reach * 1.06)
  shade.addColorStop(0, 'rgba(0,0,0,0)')
  shade.addColorStop(1, `rgba(4,4,10,${strength})`)
  brush.fillStyle = shade
  brush.fillRect(0, 0, width, height)
}

type Pixel = (at: { readonly x: number; readonly y: number; readonly index: number }, data: Uint8ClampedArray) => void

export const eachPixel = (brush: Brush, { width, height }: Stage, change: Pixel): void => {
  const image = brush.getImageData(0, 0, width, height)
  for (let y = 0, index = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, index += 4) change({ x, y, index }, image.data)
  }
  brush.putImageData(image, 0, 0)
}

/** Film grain, the same for a seed; strongest in the middle tones. */
export const grain = (brush: Brush, stage: Stage, strength: number): void => {
  const { width, height } = stage
  let state = stage.random.fork('grain').whole(1, 0x7fffffff)
  const image = brush.getImageData(0, 0, width, height)
  const data = image.data
  for (let index = 0; index < data.length; index += 4) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const tone = (data[index + 1] ?? 0) / 255
    const speck = ((state & 0xff) / 127.5 - 1) * strength * (0.35 + 2.6 * tone * (1 - tone))
    data[index] = (data[index] ?? 0) + speck
    data[index + 1] = (data[index + 1] ?? 0) + speck
    data[index + 2] = (data[index + 2] ?? 0) + speck * 0.9
  }
  brush.putImageData(image, 0, 0)
}

/** Paper's tooth, around 1. */
export const paper = (stage: Stage): ((x: number, y: number) => number) => {
  const coarse = noise(stage.random.fork('paper').whole(0, 1 << 30), 3)
  const size = 5 * stage.unit
  return (x, y) => 0.94 + 0.12 * coarse(x / size, y / size)
}

/** Colours pulled a little apart: cool shadows, warm lights. */
export const grade = (brush: Brush, stage: Stage): void => {
  const { width, height, palette } = stage
  brush.save()
  brush.globalCompositeOperation = 'soft-light'
  brush.fillStyle = css(mix(palette.light, palette.haze, 0.5), 0.2)
  brush.fillRect(0, 0, width, height)
  brush.restore()
}

/** The tones, 0 to 255, below and above which there is only a fiftieth of the picture. */
export const range = (brush: Brush, { width, height }: Stage): readonly [number, number] => {
  const { data } = brush.getImageData(0, 0, width, height)
  const counts = new Uint32Array(256)
  for (let index = 0; index < data.length; index += 16) {
    const tone = Math.round(0.3 * (data[index] ?? 0) + 0.59 * (data[index + 1] ?? 0) + 0.11 * (data[index + 2] ?? 0))
    counts[tone] = (counts[tone] ?? 0) + 1
  }
  const share = data.length / 16 / 50
  const reach = (tones: readonly number[]): number => {
    let sum = 0
    return tones.find((tone) => (sum += counts[tone] ?? 0) > share) ?? 128
  }
  const up = Array.from({ length: 256 }, (_, tone) => tone)
  const black = reach(up)
  return [black, Math.max(black + 40, reach(up.toReversed()))]
}
