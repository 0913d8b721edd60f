import { BONES } from './poses.ts'
import type { Bones, Spot } from './poses.ts'
import type { Random } from '../../random.ts'
import type { Brush } from '../stage.ts'
import type { Pose } from '../words.ts'

export interface Body {
  readonly x: number
  /** y of the ground. */
  readonly y: number
  readonly tall: number
  readonly facing: -1 | 1
  readonly pose: Pose
  readonly random: Random
}

export type Build = 'grown' | 'child' | 'robot' | 'astronaut' | 'smith'

const limb = (brush: Brush, from: Spot, to: Spot, [start, end]: Spot): void => {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0])
  brush.beginPath()
  brush.arc(from[0], from[1], start, angle + Math.PI / 2, angle - Math.PI / 2)
  brush.arc(to[0], to[1], end, angle - Math.PI / 2, angle + Math.PI / 2)
  brush.closePath()
  brush.fill()
}

const blend = (a: Spot, b: Spot, way: number): Spot => [a[0] + (b[0] - a[0]) * way, a[1] + (b[1] - a[1]) * way]

const hammer = (brush: Brush, [x, y]: Spot): void => {
  brush.save()
  brush.translate(x, y)
  brush.rotate(-0.75)
  brush.fillRect(-0.02, -0.012, 0.24, 0.024)
  brush.fillRect(0.19, -0.062, 0.075, 0.124)
  brush.restore()
}

const clothes = (brush: Brush, { hip, neck }: Bones, { pose, random }: Body): void => {
  if (pose === 'sit') return
  const style = random.whole(0, 3)
  const hem: Spot = [hip[0] - (pose === 'run' ? 0.16 : 0.04), style === 2 ? 0.2 : 0.38]
  const flare = style === 2 ? 0.17 : style === 1 ? 0.13 : 0.1
  brush.beginPath()
  brush.moveTo(neck[0] - 0.1, neck[1] - 0.03)
  brush.bezierCurveTo(hip[0] - 0.09, hip[1] + 0.12, hem[0] - flare * 0.7, hem[1] + 0.14, hem[0] - flare, hem[1])
  brush.quadraticCurveTo(hem[0], hem[1] - 0.03, hip[0] + flare, hem[1] + 0.02)
  brush.bezierCurveTo(hip[0] + 0.1, hip[1] + 0.02, hip[0] + 0.1, hip[1] + 0.14, neck[0] + 0.1, neck[1] - 0.03)
  brush.fill()
}

const headgear = (brush: Brush, [x, y]: Spot, random: Random): void => {
  const kind = random.whole(0, 4)
  brush.beginPath()
  if (kind === 0) {
    brush.ellipse(x, y + 0.028, 0.115, 0.018, 0.08, 0, 7)
    brush.rect(x - 0.055, y + 0.025, 0.11, 0.06)
  }
  if (kind === 1) brush.ellipse(x - 0.045, y + 0.0, 0.06, 0.075, 0, 0, 7)
  if (kind === 2) {
    brush.moveTo(x + 0.06, y + 0.03)
    brush.bezierCurveTo(x + 0.03, y + 0.13, x - 0.1, y + 0.12, x - 0.1, y - 0.12)
    brush.lineTo(x + 0.0, y - 0.1)
  }
  brush.fill()
}

const helmet = (brush: Brush, [x, y]: Spot): void => {
  brush.beginPath()
  brush.arc(x, y, 0.1, 0, 7)
  brush.fill()
}

const machineHead = (brush: Brush, [x, y]: Spot): void => {
  brush.beginPath()
  brush.roundRect(x - 0.085, y - 0.06, 0.17, 0.13, 0.028)
  brush.fill()
  brush.fillRect(x - 0.012, y + 0.06, 0.012, 0.1)
  brush.beginPath()
  brush.arc(x - 0.006, y + 0.165, 0.016, 0, 7)
  brush.fill()
}

/** Where a robot's or a visor's light is, in the same measure the body is given in. */
export const eyesOf = ({ x, y, tall, facing, pose }: Body): { readonly x: number; readonly y: number } => {
  const [headX, headY] = BONES[pose].head
  return { x: x + (headX + 0.045) * tall * facing, y: y - (headY + 0.012) * tall }
}

/** A person as a silhouette, in the brush's fill. */
export const drawPerson = (brush: Brush, body: Body, build: Build): void => {
  const { x, y, tall, facing, pose, random } = body
  const bones = BONES[pose]
  const stout = { grown: 1, child: 0.92, robot: 1.5, astronaut: 1.75, smith: 1.3 }[build]
  brush.save()
  brush.translate(x, y)
  brush.scale(tall * facing, -tall)
  if (pose === 'sit') {
    brush.fillRect(-0.2, 0.2, 0.3, 0.035)
    for (const leg of [-0.19, 0.07]) brush.fillRect(leg, 0, 0.022, 0.22)
  }
  for (const [knee, foot] of bones.legs) {
    limb(brush, bones.hip, knee, [0.062 * stout, 0.045 * stout])
    limb(brush, knee, foot, [0.044 * stout, 0.026 * stout])
    limb(brush, [foot[0] - 0.01, foot[1] + 0.006], [foot[0] + 0.06, foot[1]], [0.026 * stout, 0.018 * stout])
  }
  const chest = blend(bones.hip, bones.neck, 0.72)
  limb(brush, bones.hip, chest, [0.075 * stout, 0.1 * stout])
  limb(brush, chest, bones.neck, [0.098 * stout, 0.04 * stout])
  bones.arms.forEach(([elbow, hand], index) => {
    const shoulder: Spot = [bones.neck[0] + (elbow[0] > bones.neck[0] ? 0.065 : -0.065) * stout, bones.neck[1] - 0.045]
    limb(brush, shoulder, elbow, [0.042 * stout, 0.034 * stout])
    limb(brush, elbow, hand, [0.034 * stout, 0.022 * stout])
    limb(brush, hand, hand, [0.027 * stout, 0.027 * stout])
    if (pose === 'strike' && index === 1) hammer(brush, hand)
  })
  limb(brush, bones.neck, bones.head, [0.036 * stout, 0.036])
  if (build === 'robot') machineHead(brush, bones.head)
  else if (build === 'astronaut') {
    helmet(brush, bones.head)
    brush.beginPath()
    brush.roundRect(bones.neck[0] - 0.24, bones.neck[1] - 0.27, 0.14, 0.28, 0.03)
    brush.fill()
  } else {
    const size = build === 'child' ? 1.3 : 1
    brush.beginPath()
    brush.ellipse(bones.head[0], bones.head[1], 0.054 * size, 0.07 * size, -0.12, 0, 7)
    brush.fill()
    limb(
      brush,
      [bones.head[0] + 0.045 * size, bones.head[1] - 0.008],
      [bones.head[0] + 0.058 * size, bones.head[1] - 0.018],
      [0.012, 0.008],
    )
    if (build !== 'smith') headgear(brush, bones.head, random)
    if (build === 'grown') clothes(brush, bones, body)
    if (build === 'smith') {
      brush.beginPath()
      brush.ellipse(bones.head[0] + 0.035, bones.head[1] - 0.055, 0.036, 0.05, 0.2, 0, 7)
      brush.fill()
      clothes(brush, bones, { ...body, pose: 'stand' })
    }
  }
  brush.restore()
}
