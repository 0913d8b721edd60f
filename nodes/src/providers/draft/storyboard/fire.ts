import { css } from './colour.ts'
import type { Colour } from './colour.ts'
import { glow } from './light.ts'
import type { Brush, Stage } from './stage.ts'

export const EMBER: Colour = { l: 0.74, a: 0.11, b: 0.14 }
export const FLAME: Colour = { l: 0.9, a: 0.0, b: 0.14 }

/** Tongues of flame over a bed. */
export const paintFire = (brush: Brush, stage: Stage, { x, y, tall }: { x: number; y: number; tall: number }): void => {
  const random = stage.random.fork('flames')
  glow(brush, { x, y: y - tall * 0.3, radius: tall * 3.2, colour: EMBER, strength: 0.6 })
  brush.save()
  brush.globalCompositeOperation = 'screen'
  for (let tongue = 0; tongue < 26; tongue += 1) {
    const at = random.between(-0.5, 0.5)
    const reach = tall * random.between(0.35, 1) * (1 - Math.abs(at) * 1.1)
    const wide = tall * random.between(0.06, 0.15)
    const foot = x + at * tall * 0.85
    const tip = foot + random.between(-0.14, 0.14) * tall
    const fill = brush.createLinearGradient(0, y, 0, y - reach)
    fill.addColorStop(0, css(FLAME, 0.55))
    fill.addColorStop(0.5, css(EMBER, 0.45))
    fill.addColorStop(1, css({ l: 0.5, a: 0.16, b: 0.1 }, 0))
    brush.fillStyle = fill
    brush.beginPath()
    brush.moveTo(foot - wide, y)
    brush.bezierCurveTo(foot - wide * 1.4, y - reach * 0.4, tip + wide * 0.5, y - reach * 0.6, tip, y - reach)
    brush.bezierCurveTo(tip + wide * 0.2, y - reach * 0.6, foot + wide * 1.5, y - reach * 0.4, foot + wide, y)
    brush.fill()
  }
  brush.restore()
}
