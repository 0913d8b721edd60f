import { mix, rgb, shift } from '../colour.ts'
import { css } from '../colour.ts'
import { landColour, paintRidge } from './terrain.ts'
import type { Profile } from './terrain.ts'
import { layer, noiseFor, sheet } from '../stage.ts'
import type { Brush, Layer, Stage } from '../stage.ts'

interface Range {
  readonly name: string
  readonly depth: number
  readonly crest: Profile
  readonly base: number
  /** y above which snow lies. */
  readonly snow: number
}

/** The rock: a field of folded noise, bright where its slopes face the light, white where snow can hold. */
const relief = (brush: Brush, stage: Stage, { name, depth, crest, base, snow }: Range): void => {
  const { width, height, unit, palette, side } = stage
  const scale = 2
  const across = Math.round(width / scale)
  const down = Math.round(height / scale)
  const { canvas, brush: small } = sheet({ width: across, height: down })
  const image = small.createImageData(across, down)
  const folds = noiseFor(stage, `folds ${name}`, 5)
  const rock = landColour(stage, depth)
  const dark = rgb(shift(mix(rock, palette.near, 0.34), { light: 0.86 }))
  const bright = rgb(mix(rock, palette.light, 0.42))
  const cold = rgb(mix(mix(palette.sky[0], { l: 0.74, a: 0, b: -0.03 }, 0.62), palette.haze, 0.15))
  const white = rgb(mix(palette.light, { l: 0.98, a: 0, b: 0 }, 0.45))
  const span = 62 * unit * (0.7 + depth * 1.6)
  const slope = (x: number, y: number, fall: number): number => {
    // ribs run down from the crest and spread as they fall
    const u = (x + fall * 0.3 * Math.sin(x / (210 * unit))) / (span * 1.5)
    const v = (y - fall * 0.3) / (span * 1.35)
    const n = folds(u, v)
    return 1 - Math.abs(2 * n - 1)
  }
  const step = 1.6 * unit
  for (let column = 0; column < across; column += 1) {
    const x = column * scale
    const top = crest(x)
    for (let row = Math.max(0, Math.floor(top / scale)); row < Math.min(down, (base + 40 * unit) / scale); row += 1) {
      const y = row * scale
      const fall = y - top
      const here = slope(x, y, fall)
      const there = slope(x + side * step * 2, y - step, fall)
      const lit = Math.min(1, Math.max(0, 0.42 + (here - there) * 3.4))
      const held = snow - y + (here - 0.5) * 150 * unit + (lit - 0.5) * 40 * unit
      const covered = Math.min(1, Math.max(0, held / (26 * unit)))
      const at = (row * across + column) * 4
      for (let channel = 0; channel < 3; channel += 1) {
        const stone = (dark[channel] ?? 0) + ((bright[channel] ?? 0) - (dark[channel] ?? 0)) * lit
        const snowy = (cold[channel] ?? 0) + ((white[channel] ?? 0) - (cold[channel] ?? 0)) * Math.min(1, lit * 1.25)
        image.data[at + channel] = stone + (snowy - stone) * covered
      }
      image.data[at + 3] = 255 * (0.92 - depth * 0.1)
    }
  }
  small.putImageData(image, 0, 0)
  brush.save()
  brush.globalCompositeOperation = 'source-atop'
  brush.imageSmoothingQuality = 'high'
  brush.drawImage(canvas, 0, 0, width, height)
  const air = brush.createLinearGradient(0, Math.min(snow, base - 200 * unit), 0, base + 20 * unit)
  air.addColorStop(0, css(palette.haze, 0.42 - depth * 0.7))
  air.addColorStop(1, css(palette.haze, 0.86 - depth * 0.6))
  brush.fillStyle = air
  brush.fillRect(0, 0, width, height)
  brush.restore()
}

/** Ranges of peaks, the far ones pale. */
export const mountainLayers = (stage: Stage): Layer[] =>
  [0.1, 0.22, 0.38].map((depth, range) => {
    const { horizon, unit, width, scene } = stage
    const random = stage.random.fork(`peaks ${range}`)
    const rough = noiseFor(stage, `crag ${range}`, 6)
    const tall = [0.78, 0.56, 0.3][range] ?? 0.3
    const count = 4 - range
    const peaks = Array.from({ length: count }, (_, index) => ({
      x: (width * (index + random.between(0.1, 0.9))) / count,
      tall: horizon * tall * random.between(0.5, 1),
      steep: random.between(0.62, 0.95),
    }))
    const base = horizon + range * 26 * unit
    const crest: Profile = (x) => {
      const rises = peaks.map((peak) => peak.tall - Math.abs(x - peak.x) * peak.steep)
      const crag = (rough(x / (110 * unit), range) - 0.5) * 130 * unit
      return base - Math.max(20 * unit, Math.max(...rises)) * 0.94 - crag
    }
    const highest = Math.max(...peaks.map((peak) => peak.tall))
    const white = scene.season === 'winter' || scene.weather === 'snow'
    const snow = base - highest * (white ? 0.12 : 0.62)
    return layer(stage, {
      role: 'land',
      depth,
      paint(brush) {
        paintRidge(brush, stage, { depth, profile: crest, foot: base + 40 * unit, mist: 0.5 })
        relief(brush, stage, { name: `${range}`, depth, crest, base, snow })
      },
    })
  })
