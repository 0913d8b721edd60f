import { BODIES } from './beast-outlines.ts'
import type { Beasts } from './beast-outlines.ts'
import { placed, smoothed } from './figure.ts'
import type { Figure, Outline } from './figure.ts'
import type { Brush } from '../stage.ts'

const THICK: Readonly<Record<Beasts, number>> = { horse: 0.15, deer: 0.1, wolf: 0.14, dog: 0.12, cat: 0.12 }

/** Thigh, shank, foot: each thinner, the joints round. */
const leg = (brush: Brush, thick: number, points: Outline): void => {
  points.forEach(([x, y], index) => {
    const next = points[index + 1]
    if (!next) return
    brush.lineWidth = thick * ([1.35, 0.74, 0.5, 0.62][index] ?? 0.5)
    brush.beginPath()
    brush.moveTo(x, y)
    brush.lineTo(next[0], next[1])
    brush.stroke()
  })
}

const antlers = (brush: Brush): void => {
  for (const lean of [-1, 1]) {
    const tip = lean < 0 ? -0.16 : 0.12
    for (const [from, bend, to, thick] of [
      [[0.47, 1.44], [0.36 + tip, 1.62], [0.42 + tip * 1.9, 1.98], 0.034],
      [[0.43 + tip * 0.6, 1.62], [0.56 + tip * 0.5, 1.68], [0.6 + tip * 0.6, 1.8], 0.024],
      [[0.4 + tip, 1.74], [0.52 + tip, 1.8], [0.55 + tip, 1.93], 0.02],
    ] as const) {
      brush.lineWidth = thick
      brush.beginPath()
      brush.moveTo(from[0], from[1])
      brush.quadraticCurveTo(bend[0], bend[1], to[0], to[1])
      brush.stroke()
    }
  }
}

const tail = (brush: Brush, kind: Beasts): void => {
  if (kind === 'horse' || kind === 'wolf') {
    const drop = kind === 'horse' ? 0.62 : 0.36
    brush.beginPath()
    brush.moveTo(-0.72, 0.92)
    brush.bezierCurveTo(-0.96, 0.94, -1.04, 0.92 - drop * 0.5, -0.96, 0.88 - drop)
    brush.bezierCurveTo(-0.86, 0.9 - drop * 0.6, -0.84, 0.72, -0.74, 0.74)
    brush.fill()
    return
  }
  if (kind === 'deer')
    return smoothed(brush, [
      [-0.62, 0.92],
      [-0.74, 0.9],
      [-0.74, 0.76],
      [-0.64, 0.78],
    ])
  brush.lineWidth = 0.055
  brush.beginPath()
  brush.moveTo(-0.66, 0.8)
  brush.bezierCurveTo(-0.9, 0.82, -0.98, 1.0, -0.9, kind === 'cat' ? 1.3 : 1.16)
  brush.stroke()
}

/** A four-legged animal in its stride; `tall` is the height of its withers. */
export const drawBeast = (brush: Brush, figure: Figure, kind: Beasts): void =>
  placed(brush, figure, () => {
    brush.strokeStyle = brush.fillStyle
    const thick = THICK[kind]
    leg(brush, thick, [
      [0.36, 0.66],
      [0.46, 0.42],
      [0.36, 0.22],
      [0.38, 0.03],
      [0.43, 0.02],
    ])
    leg(brush, thick, [
      [-0.52, 0.66],
      [-0.62, 0.44],
      [-0.78, 0.26],
      [-0.82, 0.03],
      [-0.76, 0.02],
    ])
    leg(brush, thick, [
      [0.3, 0.66],
      [0.26, 0.4],
      [0.22, 0.2],
      [0.2, 0.03],
      [0.26, 0.02],
    ])
    leg(brush, thick, [
      [-0.56, 0.66],
      [-0.44, 0.42],
      [-0.52, 0.24],
      [-0.46, 0.03],
      [-0.4, 0.02],
    ])
    smoothed(brush, BODIES[kind])
    tail(brush, kind)
    if (kind === 'deer') antlers(brush)
    if (kind === 'dog')
      smoothed(brush, [
        [0.5, 1.32],
        [0.44, 1.26],
        [0.42, 1.06],
        [0.52, 1.1],
      ])
    if (kind === 'horse')
      smoothed(brush, [
        [0.62, 1.54],
        [0.46, 1.46],
        [0.3, 1.26],
        [0.12, 1.02],
        [0.3, 1.0],
        [0.5, 1.3],
      ])
  })
