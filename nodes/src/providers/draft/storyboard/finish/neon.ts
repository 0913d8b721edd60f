import { css, hex, mix } from '../colour.ts'
import { sheet } from '../stage.ts'
import { eachPixel, grain, stack, vignette } from './darkroom.ts'
import type { Finish } from './finishing.ts'
import { outline } from './outline.ts'

/** Glass tubes in the dark: every edge glows, hot pink towards the light and cyan away from it. */
export const neon: Finish = (brush, { stage, layers }) => {
  const { width, height, unit, light, palette } = stage
  stack(brush, stage, layers)
  const lines = outline(stage, layers)
  eachPixel(brush, stage, ({ index, y }, data) => {
    const tone = (0.3 * (data[index] ?? 0) + 0.59 * (data[index + 1] ?? 0) + 0.11 * (data[index + 2] ?? 0)) / 255
    const deep = tone ** 1.7
    const up = 1 - y / height
    data[index] = 8 + deep * (92 + 60 * up)
    data[index + 1] = 6 + deep * 34
    data[index + 2] = 26 + deep * (124 - 20 * up)
  })
  const tubes = sheet(stage)
  const image = tubes.brush.createImageData(width, height)
  const reach = Math.hypot(width, height) * 0.62
  const pink = [255, 62, 168] as const
  const cyan = [52, 224, 255] as const
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const line = lines[at] ?? 0
      if (line < 0.05) continue
      const away = Math.min(1, Math.hypot(x - light.x, y - light.y) / reach)
      for (let channel = 0; channel < 3; channel += 1) {
        image.data[at * 4 + channel] = (pink[channel] ?? 0) + ((cyan[channel] ?? 0) - (pink[channel] ?? 0)) * away
      }
      image.data[at * 4 + 3] = 255 * Math.min(1, line * 1.5)
    }
  }
  tubes.brush.putImageData(image, 0, 0)
  const sun = brush.createRadialGradient(light.x, light.y, 0, light.x, light.y, light.radius * 5)
  const warm = mix(hex('#ff5fa8'), palette.light, 0.3)
  sun.addColorStop(0, css(warm, 0.55))
  sun.addColorStop(1, css(warm, 0))
  brush.globalCompositeOperation = 'screen'
  brush.fillStyle = sun
  brush.fillRect(0, 0, width, height)
  for (const [radius, strength] of [
    [26, 0.9],
    [9, 0.9],
    [2.2, 0.85],
  ] as const) {
    brush.filter = `blur(${(radius * unit).toFixed(1)}px)`
    brush.globalAlpha = strength
    brush.drawImage(tubes.canvas, 0, 0)
  }
  brush.filter = 'none'
  brush.globalAlpha = 1
  brush.drawImage(tubes.canvas, 0, 0)
  brush.globalCompositeOperation = 'source-over'
  vignette(brush, stage, 0.5)
  grain(brush, stage, 7)
}
