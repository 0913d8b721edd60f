import { sparks } from '../air.ts'
import { css, mix } from '../colour.ts'
import type { Figure } from './figure.ts'
import { paintFire } from '../fire.ts'
import { glow, lamp } from '../light.ts'
import { isIndoors } from '../scene.ts'
import { eyesOf } from './people.ts'
import type { Brush, Stage } from '../stage.ts'
import type { Subject } from '../words.ts'

/** Water that a whale throws up, white against whatever is behind. */
const spray = (brush: Brush, stage: Stage, { x, y, tall, facing }: Figure): void => {
  const random = stage.random.fork('spray')
  for (let drop = 0; drop < 420; drop += 1) {
    const foot = x + facing * tall * random.between(-0.75, 0.5)
    const rise = random.next() ** 2.4 * tall * 0.55
    brush.fillStyle = css(mix(stage.palette.light, { l: 1, a: 0, b: 0 }, 0.5), random.between(0.15, 0.75))
    brush.beginPath()
    brush.arc(
      foot + random.between(-0.1, 0.1) * rise,
      y + tall * 0.1 - rise,
      random.between(0.6, 3.2) * stage.unit,
      0,
      7,
    )
    brush.fill()
  }
}

/** What shines by itself: eyes, windows, lanterns, flames. */
export const shine = (brush: Brush, stage: Stage, { subject, figure }: { subject: Subject; figure: Figure }): void => {
  const { palette, unit, scene } = stage
  const { x, y, tall, facing } = figure
  if (subject === 'robot' || subject === 'astronaut') {
    const eye = eyesOf({ ...figure, pose: scene.pose })
    const colour = subject === 'robot' ? { l: 0.85, a: -0.1, b: -0.06 } : palette.light
    lamp(brush, { ...eye, radius: tall * 0.1, colour, strength: 0.9 })
  }
  if (subject === 'fire') paintFire(brush, stage, { x, y, tall })
  if (subject === 'lamp') {
    const flame = isIndoors(scene.place)
      ? { x, y: y - tall * 0.27, radius: tall * 0.9 }
      : { x: x + facing * tall * 0.2, y: y - tall * 0.85, radius: 190 * unit }
    lamp(brush, { ...flame, colour: palette.glow, strength: 0.9 })
  }
  if (subject === 'whale') spray(brush, stage, figure)
  if (subject === 'lighthouse')
    lamp(brush, { x, y: y - tall * 0.83, radius: 330 * unit, colour: palette.glow, strength: 0.95 })
  if (subject === 'car')
    lamp(brush, {
      x: x + facing * tall * 1.46,
      y: y - tall * 0.46,
      radius: 150 * unit,
      colour: palette.glow,
      strength: 0.9,
    })
  if (subject === 'train')
    lamp(brush, {
      x: x + facing * tall * 1.24,
      y: y - tall * 0.6,
      radius: 150 * unit,
      colour: palette.glow,
      strength: 0.9,
    })
  if (subject === 'rocket') {
    glow(brush, { x, y, radius: tall * 0.7, colour: { l: 0.86, a: 0.05, b: 0.13 }, strength: 0.9 })
    brush.save()
    brush.translate(x, y)
    brush.scale(1, -1)
    paintFire(brush, stage, { x: 0, y: 0, tall: tall * 0.5 })
    brush.restore()
  }
  if (subject === 'house') {
    for (const at of [-0.26, 0.2]) {
      brush.fillStyle = css(palette.glow)
      brush.fillRect(x + at * tall, y - tall * 0.38, tall * 0.14, tall * 0.16)
      glow(brush, {
        x: x + (at + 0.07) * tall,
        y: y - tall * 0.3,
        radius: tall * 0.5,
        colour: palette.glow,
        strength: 0.6,
      })
    }
  }
  if (subject === 'smith' || (subject === 'anvil' && scene.effects.includes('sparks'))) {
    const anvil = subject === 'smith' ? { x: x + facing * tall * 0.36, y: y - tall * 0.4 } : { x, y: y - tall }
    brush.fillStyle = css({ l: 0.9, a: 0.03, b: 0.14 })
    brush.fillRect(anvil.x - tall * 0.07, anvil.y - tall * 0.022, tall * 0.13, tall * 0.03)
    sparks(brush, stage, { ...anvil, reach: tall * 0.62 })
  }
}
