import { disc, line, placed, polygon } from './figure.ts'
import type { Figure } from './figure.ts'
import type { Brush } from '../stage.ts'

export const drawShip = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    brush.beginPath()
    brush.moveTo(-0.5, 0.14)
    brush.quadraticCurveTo(-0.44, -0.03, -0.3, -0.04)
    brush.lineTo(0.3, -0.04)
    brush.quadraticCurveTo(0.48, 0.02, 0.6, 0.2)
    brush.quadraticCurveTo(0.1, 0.08, -0.5, 0.14)
    brush.fill()
    line(brush, 0.022, [
      [0.02, 0.05],
      [0.02, 1],
    ])
    line(brush, 0.016, [
      [-0.28, 0.08],
      [-0.28, 0.8],
    ])
    line(brush, 0.012, [
      [0.5, 0.16],
      [0.74, 0.28],
    ])
    line(brush, 0.004, [
      [0.02, 0.98],
      [0.74, 0.28],
    ])
    for (const [foot, top, x, reach] of [
      [0.16, 0.56, 0.02, 0.34],
      [0.58, 0.94, 0.02, 0.25],
      [0.16, 0.48, -0.28, 0.24],
      [0.5, 0.76, -0.28, 0.17],
    ] as const) {
      brush.beginPath()
      brush.moveTo(x - reach * 0.5, top)
      brush.quadraticCurveTo(x + reach * 0.9, (foot + top) / 2, x - reach * 0.6, foot)
      brush.quadraticCurveTo(x + reach * 0.3, foot + 0.05, x + reach * 0.62, foot)
      brush.quadraticCurveTo(x + reach * 1.1, (foot + top) / 2, x + reach * 0.5, top)
      brush.fill()
    }
    polygon(brush, [
      [0.06, 0.9],
      [0.66, 0.28],
      [0.16, 0.3],
    ])
  })

export const drawCar = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    brush.beginPath()
    brush.moveTo(-1.5, 0.26)
    brush.lineTo(-1.48, 0.62)
    brush.quadraticCurveTo(-1.2, 0.72, -0.94, 0.72)
    brush.quadraticCurveTo(-0.6, 1.0, -0.3, 1.0)
    brush.lineTo(0.26, 1.0)
    brush.quadraticCurveTo(0.56, 0.96, 0.82, 0.68)
    brush.quadraticCurveTo(1.4, 0.62, 1.5, 0.46)
    brush.lineTo(1.5, 0.24)
    brush.closePath()
    brush.fill()
    disc(brush, -0.9, 0.24, 0.25)
    disc(brush, 0.95, 0.24, 0.25)
    brush.save()
    brush.globalCompositeOperation = 'destination-out'
    brush.globalAlpha = 0.55
    polygon(brush, [
      [-0.78, 0.72],
      [-0.48, 0.92],
      [-0.14, 0.92],
      [-0.14, 0.72],
    ])
    polygon(brush, [
      [-0.06, 0.72],
      [-0.06, 0.92],
      [0.24, 0.92],
      [0.56, 0.72],
    ])
    disc(brush, -0.9, 0.24, 0.11)
    disc(brush, 0.95, 0.24, 0.11)
    brush.restore()
  })

export const drawTrain = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    for (let wagon = 0; wagon < 6; wagon += 1) {
      const x = -1.1 - wagon * 1.5
      brush.beginPath()
      brush.roundRect(x - 0.7, 0.2, 1.4, 0.62, 0.06)
      brush.fill()
      for (const wheel of [-0.5, -0.25, 0.25, 0.5]) disc(brush, x + wheel, 0.13, 0.12)
      brush.save()
      brush.globalCompositeOperation = 'destination-out'
      for (let pane = 0; pane < 5; pane += 1) brush.fillRect(x - 0.58 + pane * 0.24, 0.5, 0.16, 0.18)
      brush.restore()
    }
    polygon(brush, [
      [-0.35, 0.2],
      [-0.35, 0.98],
      [0.2, 0.98],
      [0.2, 0.74],
      [1.2, 0.74],
      [1.26, 0.2],
    ])
    polygon(brush, [
      [0.9, 0.74],
      [0.86, 1.06],
      [1.1, 1.06],
      [1.06, 0.74],
    ])
    polygon(brush, [
      [1.2, 0.3],
      [1.5, 0.03],
      [1.15, 0.03],
    ])
    for (const wheel of [-0.1, 0.3, 0.7, 1.08]) disc(brush, wheel, 0.17, 0.17)
  })

export const drawBicycle = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    brush.strokeStyle = brush.fillStyle
    brush.lineWidth = 0.035
    for (const x of [-0.45, 0.45]) {
      brush.beginPath()
      brush.arc(x, 0.32, 0.3, 0, 7)
      brush.stroke()
    }
    line(brush, 0.03, [
      [-0.45, 0.32],
      [-0.2, 0.7],
      [0.3, 0.72],
      [0, 0.32],
      [-0.45, 0.32],
    ])
    line(brush, 0.03, [
      [0, 0.32],
      [-0.24, 0.8],
    ])
    line(brush, 0.03, [
      [0.45, 0.32],
      [0.27, 0.9],
      [0.4, 0.94],
    ])
    line(brush, 0.05, [
      [-0.34, 0.82],
      [-0.14, 0.82],
    ])
  })

export const drawRocket = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    brush.beginPath()
    brush.moveTo(0, 1)
    brush.bezierCurveTo(0.14, 0.82, 0.16, 0.5, 0.12, 0.12)
    brush.lineTo(-0.12, 0.12)
    brush.bezierCurveTo(-0.16, 0.5, -0.14, 0.82, 0, 1)
    brush.fill()
    polygon(brush, [
      [0.11, 0.42],
      [0.27, 0.16],
      [0.27, 0],
      [0.12, 0.16],
    ])
    polygon(brush, [
      [-0.11, 0.42],
      [-0.27, 0.16],
      [-0.27, 0],
      [-0.12, 0.16],
    ])
    polygon(brush, [
      [-0.07, 0.12],
      [0.07, 0.12],
      [0.09, 0.05],
      [-0.09, 0.05],
    ])
  })

export const drawBalloon = (brush: Brush, figure: Figure): void =>
  placed(brush, figure, () => {
    brush.beginPath()
    brush.moveTo(-0.09, 0.26)
    brush.bezierCurveTo(-0.2, 0.44, -0.38, 0.5, -0.38, 0.72)
    brush.bezierCurveTo(-0.38, 1.08, 0.38, 1.08, 0.38, 0.72)
    brush.bezierCurveTo(0.38, 0.5, 0.2, 0.44, 0.09, 0.26)
    brush.fill()
    line(brush, 0.008, [
      [-0.09, 0.27],
      [-0.06, 0.12],
    ])
    line(brush, 0.008, [
      [0.09, 0.27],
      [0.06, 0.12],
    ])
    brush.fillRect(-0.075, 0, 0.15, 0.12)
  })
