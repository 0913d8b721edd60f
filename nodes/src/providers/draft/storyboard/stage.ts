import { createCanvas } from '@napi-rs/canvas'
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas'
import type { Palette } from './palette.ts'
import { noise } from './noise.ts'
import type { Noise } from './noise.ts'
import type { Random } from '../random.ts'
import type { Scene } from './scene.ts'

export type Brush = SKRSContext2D

/** Where a picture is made. Lengths are in pixels; `unit` is a thousandth of the shorter side, so that all sizes look alike. */
export interface Stage {
  readonly scene: Scene
  readonly palette: Palette
  readonly width: number
  readonly height: number
  readonly unit: number
  /** Its y. */
  readonly horizon: number
  readonly light: { readonly x: number; readonly y: number; readonly radius: number }
  /** -1: the light is left of what it lights; 1: right. */
  readonly side: -1 | 1
  readonly random: Random
}

/** What a layer is, for a style that treats them apart. */
export type Role = 'sky' | 'land' | 'subject' | 'front' | 'air'

/** One sheet of the picture, as large as the frame. */
export interface Layer {
  readonly role: Role
  /** 0 is the sky, 1 is the lens. */
  readonly depth: number
  readonly canvas: Canvas
}

export const sheet = ({ width, height }: { readonly width: number; readonly height: number }) => {
  const canvas = createCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)))
  return { canvas, brush: canvas.getContext('2d') }
}

interface Painting {
  readonly role: Role
  readonly depth: number
  paint(brush: Brush): void
}

export const layer = (stage: Stage, { role, depth, paint }: Painting): Layer => {
  const { canvas, brush } = sheet(stage)
  brush.lineCap = 'round'
  brush.lineJoin = 'round'
  paint(brush)
  return { role, depth, canvas }
}

export const noiseFor = (stage: Stage, name: string, octaves = 4): Noise =>
  noise(stage.random.fork(name).whole(0, 1 << 30), octaves)
