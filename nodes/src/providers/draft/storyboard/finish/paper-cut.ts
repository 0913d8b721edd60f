import { css, mix, shift } from '../colour.ts'
import { sheet } from '../stage.ts'
import type { Layer, Stage } from '../stage.ts'
import { eachPixel, paper } from './darkroom.ts'
import type { Finish } from './finishing.ts'

/** A few flat tones of each sheet's own colours. */
const flattened = (stage: Stage, { canvas, role }: Layer) => {
  const { width, height, unit } = stage
  const made = sheet(stage)
  made.brush.filter = role === 'air' ? 'none' : `blur(${((role === 'subject' ? 0.6 : 2.6) * unit).toFixed(2)}px)`
  made.brush.drawImage(canvas, 0, 0)
  made.brush.filter = 'none'
  if (role === 'air') return made.canvas
  const image = made.brush.getImageData(0, 0, width, height)
  const { data } = image
  const step = role === 'sky' ? 24 : 30
  for (let index = 0; index < data.length; index += 4) {
    const alpha = data[index + 3] ?? 0
    if (alpha === 0) continue
    const tone = Math.max(data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0, 1)
    const flat = (Math.floor(tone / step) * step + step * 0.6) / tone
    for (let channel = 0; channel < 3; channel += 1) data[index + channel] = (data[index + channel] ?? 0) * flat
    if (role !== 'sky') data[index + 3] = Math.min(255, Math.max(0, (alpha - 96) * 4))
  }
  made.brush.putImageData(image, 0, 0)
  return made.canvas
}

/** Rings of card around the light, one above the other. */
const rings = (stage: Stage) => {
  const { width, height, light, palette, unit } = stage
  const made = sheet(stage)
  const reach = Math.hypot(width, height)
  const [zenith, upper, lower, horizon] = palette.sky
  const stops = [
    zenith,
    mix(zenith, upper, 0.5),
    upper,
    mix(upper, lower, 0.5),
    lower,
    mix(lower, horizon, 0.6),
    horizon,
  ]
  made.brush.fillStyle = css(zenith)
  made.brush.fillRect(0, 0, width, height)
  stops.forEach((colour, ring) => {
    made.brush.save()
    made.brush.shadowColor = 'rgba(10,8,20,0.35)'
    made.brush.shadowBlur = 22 * unit
    made.brush.shadowOffsetY = 5 * unit
    made.brush.fillStyle = css(shift(colour, { chroma: 1.12 }))
    made.brush.beginPath()
    made.brush.arc(light.x, light.y, reach * (0.74 - ring * 0.108), 0, 7)
    made.brush.fill()
    made.brush.restore()
  })
  made.brush.fillStyle = css(mix(palette.light, { l: 1, a: 0, b: 0 }, 0.4))
  made.brush.shadowColor = 'rgba(10,8,20,0.4)'
  made.brush.shadowBlur = 18 * unit
  made.brush.beginPath()
  made.brush.arc(light.x, light.y, light.radius * 1.15, 0, 7)
  made.brush.fill()
  return made.canvas
}

/** Sheets of coloured card, cut out and laid over each other, each throwing its shadow on the next. */
export const paperCut: Finish = (brush, { stage, layers }) => {
  const { unit, side, scene } = stage
  const open = scene.distance !== 'aerial' && scene.place !== 'space'
  if (open) brush.drawImage(rings(stage), 0, 0)
  for (const layer of layers) {
    if (layer.role === 'sky' && open) continue
    brush.save()
    if (layer.role !== 'air') {
      brush.shadowColor = 'rgba(8,6,18,0.55)'
      brush.shadowBlur = (12 + 30 * layer.depth) * unit
      brush.shadowOffsetX = -side * 7 * unit
      brush.shadowOffsetY = 9 * unit
    } else brush.globalAlpha = 0.8
    brush.drawImage(flattened(stage, layer), 0, 0)
    brush.restore()
  }
  const tooth = paper(stage)
  eachPixel(brush, stage, ({ x, y, index }, data) => {
    const page = 0.99 + (tooth(x, y) - 1) * 1.1
    for (let channel = 0; channel < 3; channel += 1) data[index + channel] = (data[index + channel] ?? 0) * page
  })
}
