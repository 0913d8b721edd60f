import { line, placed, polygon } from './figure.ts'
import type { Figure } from './figure.ts'
import type { Brush } from '../stage.ts'

export const drawLighthouse = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    polygon(brush, [
      [-0.12, 0],
      [-0.075, 0.76],
      [0.075, 0.76],
      [0.12, 0],
    ])
    brush.fillRect(-0.1, 0.75, 0.2, 0.025)
    brush.fillRect(-0.055, 0.77, 0.11, 0.13)
    polygon(brush, [
      [-0.075, 0.89],
      [0, 1],
      [0.075, 0.89],
    ])
    brush.beginPath()
    brush.moveTo(-0.8, -0.12)
    brush.bezierCurveTo(-0.5, 0.08, -0.2, 0.02, 0, 0.03)
    brush.bezierCurveTo(0.3, 0.02, 0.5, 0.04, 0.7, -0.12)
    brush.fill()
  })

export const drawHouse = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    brush.fillRect(-0.5, -0.05, 1, 0.6)
    polygon(brush, [
      [-0.62, 0.52],
      [-0.3, 0.98],
      [0.3, 0.98],
      [0.62, 0.52],
    ])
    brush.fillRect(0.16, 0.8, 0.13, 0.36)
  })

export const drawTower = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    for (const [x, wide, tall] of [
      [-0.3, 0.17, 0.62],
      [0.32, 0.15, 0.54],
      [0, 0.2, 1],
      [-0.14, 0.13, 0.74],
    ] as const) {
      brush.fillRect(x - wide / 2, -0.05, wide, tall * 0.82)
      for (const tooth of [-0.5, -0.1, 0.3]) brush.fillRect(x + wide * tooth, tall * 0.76, wide * 0.22, tall * 0.09)
      polygon(brush, [
        [x - wide * 0.52, tall * 0.8],
        [x, tall * 1.04],
        [x + wide * 0.52, tall * 0.8],
      ])
    }
    brush.fillRect(-0.5, -0.05, 1, 0.32)
    brush.beginPath()
    brush.moveTo(-1.7, -0.42)
    brush.bezierCurveTo(-0.95, -0.3, -0.8, 0.1, -0.4, 0.07)
    brush.lineTo(0.44, 0.06)
    brush.bezierCurveTo(0.8, 0.04, 0.9, -0.26, 1.6, -0.42)
    brush.fill()
  })

export const drawAnvil = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    brush.beginPath()
    brush.moveTo(-0.95, 0.98)
    brush.quadraticCurveTo(-0.6, 0.7, -0.34, 0.72)
    brush.quadraticCurveTo(-0.16, 0.66, -0.2, 0.5)
    brush.lineTo(-0.4, 0.36)
    brush.lineTo(0.46, 0.36)
    brush.lineTo(0.26, 0.5)
    brush.quadraticCurveTo(0.24, 0.66, 0.5, 0.7)
    brush.lineTo(0.56, 1)
    brush.closePath()
    brush.fill()
    brush.fillRect(-0.42, -0.7, 0.9, 1.08)
  })

export const drawBook = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    brush.beginPath()
    brush.moveTo(0, 0.1)
    brush.bezierCurveTo(-0.3, 0.42, -0.8, 0.36, -1, 0.26)
    brush.lineTo(-1, 0.12)
    brush.bezierCurveTo(-0.7, 0.2, -0.3, 0.2, 0, -0.02)
    brush.bezierCurveTo(0.3, 0.2, 0.7, 0.2, 1, 0.12)
    brush.lineTo(1, 0.26)
    brush.bezierCurveTo(0.8, 0.36, 0.3, 0.42, 0, 0.1)
    brush.fill()
  })

export const drawLampPost = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    line(brush, 0.03, [
      [0, 0],
      [0, 0.9],
    ])
    line(brush, 0.018, [
      [0, 0.88],
      [0.12, 0.95],
      [0.2, 0.9],
    ])
    polygon(brush, [
      [0.15, 0.9],
      [0.25, 0.9],
      [0.23, 0.8],
      [0.17, 0.8],
    ])
  })

/** A candle on its holder, a quarter as tall as a street lamp would be. */
export const drawCandle = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    brush.fillRect(-0.026, 0.03, 0.052, 0.2)
    brush.fillRect(-0.004, 0.22, 0.008, 0.025)
    brush.beginPath()
    brush.ellipse(0, 0.03, 0.1, 0.022, 0, 0, 7)
    brush.fill()
  })
