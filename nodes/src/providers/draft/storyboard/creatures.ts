import type { Random } from './random.ts'
import type { Brush } from './stage.ts'

export interface Figure {
  readonly x: number
  /** y of the ground, or of the middle of what flies or swims. */
  readonly y: number
  readonly tall: number
  readonly facing: -1 | 1
  readonly random: Random
}

const placed = (brush: Brush, { x, y, tall, facing }: Figure, draw: () => void): void => {
  brush.save()
  brush.translate(x, y)
  brush.scale(tall * facing, -tall)
  draw()
  brush.restore()
}

type Outline = readonly (readonly [number, number])[]

export type Beasts = 'horse' | 'deer' | 'wolf' | 'dog' | 'cat'

// side views facing right, 1 high at the withers; neighbours are joined by a smooth curve
const BODIES: Readonly<Record<Beasts, Outline>> = {
  horse: [
    [-0.78, 0.86],
    [-0.6, 0.97],
    [-0.3, 0.94],
    [0.0, 0.93],
    [0.24, 1.0],
    [0.4, 1.16],
    [0.53, 1.36],
    [0.6, 1.47],
    [0.64, 1.56],
    [0.68, 1.46],
    [0.79, 1.36],
    [0.93, 1.17],
    [0.95, 1.09],
    [0.88, 1.05],
    [0.74, 1.14],
    [0.66, 1.16],
    [0.6, 1.02],
    [0.5, 0.76],
    [0.36, 0.57],
    [0.1, 0.49],
    [-0.2, 0.5],
    [-0.42, 0.56],
    [-0.66, 0.52],
    [-0.8, 0.7],
  ],
  deer: [
    [-0.66, 0.9],
    [-0.5, 0.98],
    [-0.2, 0.95],
    [0.08, 0.95],
    [0.28, 1.02],
    [0.38, 1.2],
    [0.45, 1.38],
    [0.5, 1.45],
    [0.4, 1.54],
    [0.55, 1.5],
    [0.62, 1.45],
    [0.72, 1.36],
    [0.76, 1.31],
    [0.72, 1.27],
    [0.6, 1.3],
    [0.54, 1.28],
    [0.5, 1.06],
    [0.44, 0.8],
    [0.3, 0.62],
    [0.05, 0.58],
    [-0.2, 0.62],
    [-0.4, 0.62],
    [-0.58, 0.6],
    [-0.69, 0.74],
  ],
  wolf: [
    [-0.72, 0.78],
    [-0.52, 0.9],
    [-0.2, 0.9],
    [0.1, 0.93],
    [0.3, 1.0],
    [0.46, 1.09],
    [0.53, 1.16],
    [0.55, 1.29],
    [0.63, 1.17],
    [0.74, 1.09],
    [0.94, 1.0],
    [0.95, 0.94],
    [0.86, 0.91],
    [0.72, 0.92],
    [0.6, 0.86],
    [0.48, 0.68],
    [0.34, 0.5],
    [0.1, 0.5],
    [-0.2, 0.56],
    [-0.42, 0.56],
    [-0.6, 0.5],
    [-0.74, 0.64],
  ],
  dog: [
    [-0.66, 0.8],
    [-0.48, 0.9],
    [-0.18, 0.9],
    [0.12, 0.93],
    [0.3, 1.02],
    [0.4, 1.18],
    [0.46, 1.3],
    [0.58, 1.34],
    [0.68, 1.28],
    [0.76, 1.2],
    [0.92, 1.14],
    [0.93, 1.06],
    [0.8, 1.04],
    [0.66, 1.06],
    [0.58, 1.0],
    [0.5, 0.74],
    [0.36, 0.54],
    [0.1, 0.5],
    [-0.2, 0.58],
    [-0.4, 0.6],
    [-0.56, 0.52],
    [-0.68, 0.66],
  ],
  cat: [
    [-0.74, 0.74],
    [-0.55, 0.88],
    [-0.2, 0.84],
    [0.12, 0.86],
    [0.34, 0.94],
    [0.46, 1.04],
    [0.48, 1.22],
    [0.57, 1.13],
    [0.66, 1.14],
    [0.76, 1.2],
    [0.77, 1.05],
    [0.83, 0.94],
    [0.78, 0.84],
    [0.64, 0.8],
    [0.52, 0.72],
    [0.38, 0.54],
    [0.1, 0.48],
    [-0.2, 0.5],
    [-0.42, 0.5],
    [-0.62, 0.46],
    [-0.76, 0.6],
  ],
}

const THICK: Readonly<Record<Beasts, number>> = { horse: 0.15, deer: 0.1, wolf: 0.14, dog: 0.12, cat: 0.12 }

const smoothed = (brush: Brush, points: Outline): void => {
  const at = (index: number) => points[(index + points.length) % points.length] ?? [0, 0]
  const between = (index: number): readonly [number, number] => [
    (at(index)[0] + at(index + 1)[0]) / 2,
    (at(index)[1] + at(index + 1)[1]) / 2,
  ]
  brush.beginPath()
  brush.moveTo(...between(-1))
  points.forEach(([x, y], index) => brush.quadraticCurveTo(x, y, ...between(index)))
  brush.closePath()
  brush.fill()
}

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

/** A flock: wings in every phase of a beat. */
export const drawBirds = (brush: Brush, { x, y, tall, random }: Figure, count: number): void => {
  for (let index = 0; index < count; index += 1) {
    const size = tall * random.between(0.16, 0.42) * (index === 0 ? 1.6 : 1)
    const beat = random.between(-0.5, 0.75)
    brush.save()
    brush.translate(
      x + random.between(-2.6, 2.6) * tall * (index > 0 ? 1 : 0),
      y + random.between(-0.9, 0.9) * tall * (index > 0 ? 1 : 0),
    )
    brush.rotate(random.between(-0.25, 0.25))
    brush.beginPath()
    brush.moveTo(-size, -size * beat)
    brush.quadraticCurveTo(-size * 0.5, -size * (0.34 + beat * 0.5), 0, -size * 0.06)
    brush.quadraticCurveTo(size * 0.5, -size * (0.34 + beat * 0.5), size, -size * beat)
    brush.quadraticCurveTo(size * 0.45, -size * (0.1 + beat * 0.3), size * 0.1, size * 0.12)
    brush.lineTo(0, size * 0.22)
    brush.lineTo(-size * 0.1, size * 0.12)
    brush.quadraticCurveTo(-size * 0.45, -size * (0.1 + beat * 0.3), -size, -size * beat)
    brush.fill()
    brush.restore()
  }
}

/** A whale that breaks the surface. */
export const drawWhale = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    brush.beginPath()
    brush.moveTo(-0.9, -0.12)
    brush.bezierCurveTo(-0.5, 0.35, 0.1, 0.75, 0.62, 0.82)
    brush.bezierCurveTo(0.86, 0.84, 0.9, 0.66, 0.72, 0.55)
    brush.bezierCurveTo(0.4, 0.36, 0.34, 0.1, 0.26, -0.12)
    brush.fill()
    brush.beginPath()
    brush.moveTo(0.12, 0.34)
    brush.bezierCurveTo(0.05, 0.1, -0.1, 0.02, -0.22, 0.06)
    brush.bezierCurveTo(-0.12, 0.2, -0.02, 0.34, 0.02, 0.42)
    brush.fill()
  })
