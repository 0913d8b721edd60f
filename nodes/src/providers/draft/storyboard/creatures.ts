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

const leg = (brush: Brush, points: readonly (readonly [number, number, number])[]): void => {
  points.forEach(([x, y, thick], index) => {
    const next = points[index + 1]
    if (!next) return
    brush.lineWidth = thick
    brush.beginPath()
    brush.moveTo(x, y)
    brush.lineTo(next[0], next[1])
    brush.stroke()
  })
}

interface Beast {
  readonly neck: number
  readonly slender: number
  readonly tail: 'bush' | 'hair' | 'thin'
  readonly antlers?: true
  readonly mane?: true
  readonly pointed?: true
}

const BEASTS = {
  horse: { neck: 0.34, slender: 1, tail: 'hair', mane: true },
  deer: { neck: 0.36, slender: 0.72, tail: 'thin', antlers: true },
  wolf: { neck: 0.13, slender: 0.8, tail: 'bush', pointed: true },
  dog: { neck: 0.16, slender: 0.74, tail: 'thin' },
  cat: { neck: 0.1, slender: 0.7, tail: 'thin', pointed: true },
} as const satisfies Record<string, Beast>

export type Beasts = keyof typeof BEASTS

/** A four-legged animal in its stride, a measure of 1 high at its head. */
export const drawBeast = (brush: Brush, figure: Figure, kind: Beasts): void =>
  placed(brush, figure, () => {
    const { neck, slender, tail, ...more }: Beast = BEASTS[kind]
    const back = 0.62
    brush.strokeStyle = brush.fillStyle
    brush.beginPath()
    brush.moveTo(-0.48, back - 0.05)
    brush.bezierCurveTo(-0.4, back + 0.07, -0.1, back - 0.02, 0.1, back + 0.02)
    brush.bezierCurveTo(0.22, back + 0.08, 0.32, back + 0.02, 0.34, back - 0.12)
    brush.bezierCurveTo(0.3, back - 0.3 * slender, 0.1, back - 0.3 * slender, -0.1, back - 0.22 * slender)
    brush.bezierCurveTo(-0.3, back - 0.26 * slender, -0.5, back - 0.24, -0.48, back - 0.05)
    brush.fill()
    const headX = 0.36 + neck * 0.55
    const headY = back + neck * 0.95
    brush.beginPath()
    brush.moveTo(0.08, back + 0.02)
    brush.quadraticCurveTo(0.24, back + neck * 0.6, headX - 0.09, headY + 0.06)
    brush.quadraticCurveTo(headX, headY + 0.1, headX + 0.07, headY)
    brush.lineTo(headX + 0.17, headY - 0.13)
    brush.quadraticCurveTo(headX + 0.15, headY - 0.19, headX + 0.08, headY - 0.15)
    brush.quadraticCurveTo(headX - 0.01, headY - 0.1, headX - 0.02, headY - 0.12)
    brush.quadraticCurveTo(0.36, back - 0.05, 0.33, back - 0.16)
    brush.fill()
    for (const ear of [-0.05, 0.0]) {
      brush.beginPath()
      brush.moveTo(headX + ear - 0.025, headY + 0.05)
      brush.lineTo(headX + ear - 0.01, headY + (more.pointed ? 0.18 : 0.14))
      brush.lineTo(headX + ear + 0.035, headY + 0.05)
      brush.fill()
    }
    if (more.mane) {
      brush.beginPath()
      brush.moveTo(0.02, back + 0.01)
      brush.bezierCurveTo(0.08, back + neck * 0.7, headX - 0.2, headY + 0.05, headX - 0.02, headY + 0.12)
      brush.lineTo(0.2, back)
      brush.fill()
    }
    if (more.antlers) {
      for (const lean of [-0.08, 0.05]) {
        leg(brush, [[headX, headY + 0.08, 0.016], [headX + lean, headY + 0.22, 0.014], [headX + lean * 2.4, headY + 0.36, 0.01], [headX + lean * 1.6, headY + 0.46, 0.006]])
        leg(brush, [[headX + lean, headY + 0.22, 0.011], [headX + lean * 0.2 + 0.09, headY + 0.32, 0.006]])
        leg(brush, [[headX + lean * 2, headY + 0.31, 0.01], [headX + lean * 3.4, headY + 0.38, 0.006]])
      }
    }
    const thick = 0.075 * slender
    leg(brush, [[0.24, 0.46, thick * 1.5], [0.3, 0.26, thick], [0.22, 0.05, thick * 0.6], [0.27, 0.02, thick * 0.7]])
    leg(brush, [[0.2, 0.44, thick * 1.5], [0.14, 0.24, thick], [0.16, 0.02, thick * 0.62], [0.2, 0.015, thick * 0.7]])
    leg(brush, [[-0.36, 0.5, thick * 2], [-0.44, 0.28, thick], [-0.52, 0.06, thick * 0.6], [-0.47, 0.02, thick * 0.7]])
    leg(brush, [[-0.3, 0.48, thick * 2], [-0.24, 0.26, thick], [-0.3, 0.03, thick * 0.6], [-0.25, 0.015, thick * 0.7]])
    brush.beginPath()
    brush.moveTo(-0.46, back - 0.02)
    if (tail === 'thin') {
      brush.lineWidth = 0.03
      brush.bezierCurveTo(-0.6, back, -0.66, back + 0.12, -0.6, back + 0.24)
      brush.stroke()
    } else {
      const drop = tail === 'hair' ? 0.5 : 0.26
      brush.bezierCurveTo(-0.62, back - 0.02, -0.66, back - drop * 0.6, -0.6, back - drop)
      brush.bezierCurveTo(-0.54, back - drop * 0.7, -0.52, back - 0.2, -0.46, back - 0.1)
      brush.fill()
    }
  })

/** A flock: wings in every phase of a beat. */
export const drawBirds = (brush: Brush, { x, y, tall, random }: Figure, count: number): void => {
  for (let index = 0; index < count; index += 1) {
    const size = tall * random.between(0.16, 0.42) * (index === 0 ? 1.6 : 1)
    const beat = random.between(-0.5, 0.75)
    brush.save()
    brush.translate(x + random.between(-2.6, 2.6) * tall * (index > 0 ? 1 : 0), y + random.between(-0.9, 0.9) * tall * (index > 0 ? 1 : 0))
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
