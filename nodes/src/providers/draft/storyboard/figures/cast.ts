import { ALOFT, AFLOAT, groundOf, tallOf } from './staging.ts'
import { gores } from './balloons.ts'
import { closeLayers } from './close.ts'
import { css, mix, shift } from '../colour.ts'
import { drawSubject } from './draw-subject.ts'
import type { Figure } from './figure.ts'
import { layer, sheet } from '../stage.ts'
import type { Brush, Layer, Stage } from '../stage.ts'
import { shine } from './shine.ts'

/** Light along the edge that faces it: the shape, less the shape moved away from the light. */
const rim = (stage: Stage, shape: Layer['canvas'], thick: number) => {
  const { canvas, brush } = sheet(stage)
  brush.drawImage(shape, 0, 0)
  brush.globalCompositeOperation = 'source-in'
  brush.fillStyle = css(mix(stage.palette.light, { l: 1, a: 0, b: 0 }, 0.15))
  brush.fillRect(0, 0, stage.width, stage.height)
  brush.globalCompositeOperation = 'destination-out'
  brush.drawImage(shape, -stage.side * thick, thick * 0.55)
  return canvas
}

const shadow = (brush: Brush, stage: Stage, { x, y, tall }: Figure): void => {
  const { palette, side } = stage
  const cast = brush.createRadialGradient(0, 0, 0, 0, 0, 1)
  cast.addColorStop(0, css(shift(palette.near, { light: 0.7 }), 0.6))
  cast.addColorStop(1, css(palette.near, 0))
  brush.save()
  brush.translate(x - side * tall * 0.24, y + tall * 0.012)
  brush.scale(tall * 0.56, tall * 0.055)
  brush.fillStyle = cast
  brush.fillRect(-1, -1, 2, 2)
  brush.restore()
}

/** Who is in the picture, on a third of it, dark against the light with its edge lit. */
export const castLayers = (stage: Stage): Layer[] => {
  const { scene, width, palette, unit, side } = stage
  const close = scene.distance === 'close' ? closeLayers(stage) : []
  if (close.length > 0) return close
  if (scene.distance === 'aerial') return []
  return scene.subjects.flatMap((subject, index) => {
    const random = stage.random.fork(`cast ${index}`)
    const tall = tallOf(stage, subject)
    const thirds = index === 0 ? (side < 0 ? 0.62 : 0.38) : index === 1 ? (side < 0 ? 0.26 : 0.74) : 0.5
    const x = width * (thirds + random.between(-0.045, 0.045))
    const towards = stage.light.x > x ? 1 : -1
    const figure: Figure = {
      x,
      y: groundOf(stage, subject),
      tall,
      facing: random.chance(0.7) ? towards : towards === 1 ? -1 : 1,
      random,
    }
    const role = 'subject'
    const depth = 0.7 + index * 0.02
    const shape = layer(stage, {
      role,
      depth,
      paint(brush) {
        brush.fillStyle = css(shift(mix(palette.near, palette.haze, 0.04), { light: 0.86 }))
        drawSubject(brush, stage, { subject, figure: { ...figure, random: random.fork('shape') } })
        brush.globalCompositeOperation = 'source-atop'
        if (subject === 'balloon') gores(brush, stage, figure)
        const lift = brush.createLinearGradient(0, figure.y - tall, 0, figure.y)
        lift.addColorStop(0, css(palette.haze, 0.05))
        lift.addColorStop(1, css(mix(palette.haze, palette.ground, 0.5), 0.14))
        brush.fillStyle = lift
        brush.fillRect(0, 0, width, stage.height)
      },
    })
    const lit = layer(stage, {
      role,
      depth: depth + 0.005,
      paint(brush) {
        if (!ALOFT.has(subject) && !AFLOAT.has(subject) && scene.place !== 'space') shadow(brush, stage, figure)
        brush.drawImage(shape.canvas, 0, 0)
        brush.globalAlpha = scene.weather === 'storm' || scene.weather === 'fog' ? 0.55 : 0.9
        brush.drawImage(rim(stage, shape.canvas, Math.max(1.6, tall * 0.0085)), 0, 0)
        brush.globalAlpha = 0.35
        brush.filter = `blur(${(3 * unit).toFixed(1)}px)`
        brush.globalCompositeOperation = 'source-atop'
        brush.drawImage(rim(stage, shape.canvas, tall * 0.022), 0, 0)
        brush.filter = 'none'
      },
    })
    const own = layer(stage, {
      role: 'air',
      depth: depth + 0.01,
      paint: (brush) => shine(brush, stage, { subject, figure }),
    })
    return [lit, own]
  })
}
