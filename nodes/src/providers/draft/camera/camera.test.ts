import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { draftCamera } from './definition.ts'
import { ease } from './ease.ts'
import { framingAt } from './framing.ts'
import { CORNERS, MOVES } from './move.ts'
import type { Framing, Move } from './move.ts'

const FRAMES = 96
const move = fc.constantFrom(...MOVES)
const strength = fc.double({ min: 0, max: 1, noNaN: true })
const along = (shot: { readonly move: Move; readonly strength: number }): Framing[] =>
  Array.from({ length: FRAMES }, (_, frame) => framingAt({ ...shot, t: frame / (FRAMES - 1) }))
const centre = (framing: Framing) => ({
  x: CORNERS.reduce((sum, corner) => sum + framing[corner].x, 0) / 4,
  y: CORNERS.reduce((sum, corner) => sum + framing[corner].y, 0) / 4,
})
const width = (framing: Framing) => framing.topRight.x - framing.topLeft.x
const ends = (name: Move) => {
  const first = framingAt({ move: name, strength: 0.5, t: 0 })
  const last = framingAt({ move: name, strength: 0.5, t: 1 })
  return { first, last, dx: centre(last).x - centre(first).x, dy: centre(last).y - centre(first).y }
}

describe('the curve of a move', () => {
  it('starts at 0, ends at 1 and never turns back', () => {
    expect(ease(0)).toBe(0)
    expect(ease(1)).toBeCloseTo(1, 12)
    for (let frame = 1; frame < FRAMES; frame += 1) {
      expect(ease(frame / (FRAMES - 1))).toBeGreaterThan(ease((frame - 1) / (FRAMES - 1)))
    }
  })

  it('already moves in the first frame and still in the last', () => {
    const step = 1 / (FRAMES - 1)
    expect(ease(step)).toBeGreaterThan(0.25 * step)
    expect(1 - ease(1 - step)).toBeGreaterThan(0.25 * step)
  })
})

describe('every move', () => {
  it('never shows anything outside the image', () => {
    fc.assert(
      fc.property(move, strength, fc.double({ min: 0, max: 1, noNaN: true }), (name, force, t) => {
        const framing = framingAt({ move: name, strength: force, t })
        for (const corner of CORNERS) {
          expect(framing[corner].x).toBeGreaterThanOrEqual(-1e-9)
          expect(framing[corner].x).toBeLessThanOrEqual(1 + 1e-9)
          expect(framing[corner].y).toBeGreaterThanOrEqual(-1e-9)
          expect(framing[corner].y).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
    )
  })

  it('keeps the picture upright: left of right, top above bottom', () => {
    fc.assert(
      fc.property(move, strength, fc.double({ min: 0, max: 1, noNaN: true }), (name, force, t) => {
        const { topLeft, topRight, bottomLeft, bottomRight } = framingAt({ move: name, strength: force, t })
        expect(Math.min(topRight.x, bottomRight.x) - Math.max(topLeft.x, bottomLeft.x)).toBeGreaterThan(0.4)
        expect(Math.min(bottomLeft.y, bottomRight.y) - Math.max(topLeft.y, topRight.y)).toBeGreaterThan(0.4)
      }),
    )
  })

  it('does not tremble: its speed changes by less than a tenth of the mean speed from frame to frame', () => {
    fc.assert(
      fc.property(move, strength, (name, force) => {
        const way = along({ move: name, strength: force })
        for (const corner of CORNERS) {
          for (const axis of ['x', 'y'] as const) {
            const at = way.map((framing) => framing[corner][axis])
            const first = at[0] ?? 0
            const mean = Math.abs((at.at(-1) ?? 0) - first) / (FRAMES - 1)
            for (let i = 2; i < at.length; i += 1) {
              const bend = (at[i] ?? 0) - 2 * (at[i - 1] ?? 0) + (at[i - 2] ?? 0)
              expect(Math.abs(bend)).toBeLessThanOrEqual(mean * 0.1 + 1e-12)
            }
          }
        }
      }),
    )
  })

  it('goes where its name says', () => {
    expect(ends('pan_left').dx).toBeLessThan(-0.1)
    expect(ends('pan_right').dx).toBeGreaterThan(0.1)
    expect(ends('dolly_left').dx).toBeLessThan(-0.08)
    expect(ends('dolly_right').dx).toBeGreaterThan(0.08)
    expect(ends('tilt_up').dy).toBeLessThan(-0.1)
    expect(ends('tilt_down').dy).toBeGreaterThan(0.1)
    expect(ends('crane_up').dy).toBeLessThan(-0.08)
    expect(ends('crane_down').dy).toBeGreaterThan(0.08)
    expect(width(ends('push_in').last)).toBeLessThan(width(ends('push_in').first) * 0.9)
    expect(width(ends('pull_out').last)).toBeGreaterThan(width(ends('pull_out').first) * 1.1)
    expect(ends('static').last).toEqual(ends('static').first)
  })

  it('is a move of its own: no two have the same ends', () => {
    const seen = MOVES.map((name) => JSON.stringify([ends(name).first, ends(name).last]))
    expect(new Set(seen).size).toBe(MOVES.length)
  })

  it('is the other way round in its opposite', () => {
    const opposites: readonly (readonly [Move, Move])[] = [
      ['push_in', 'pull_out'],
      ['pan_left', 'pan_right'],
      ['tilt_up', 'tilt_down'],
      ['crane_up', 'crane_down'],
      ['dolly_left', 'dolly_right'],
    ]
    for (const [there, back] of opposites) {
      const forwards = along({ move: there, strength: 0.5 })
      const backwards = along({ move: back, strength: 0.5 }).toReversed()
      forwards.forEach((framing, frame) => {
        for (const corner of CORNERS) {
          expect(framing[corner].x).toBeCloseTo(backwards[frame]?.[corner].x ?? Number.NaN, 9)
          expect(framing[corner].y).toBeCloseTo(backwards[frame]?.[corner].y ?? Number.NaN, 9)
        }
      })
    }
  })

  it('lets what is near pass faster than the horizon in a dolly, which a pan does not', () => {
    const { first, last } = ends('dolly_right')
    expect(last.bottomLeft.x - first.bottomLeft.x).toBeGreaterThan((last.topLeft.x - first.topLeft.x) * 1.5)
    const pan = ends('pan_right')
    expect(pan.last.bottomLeft.x - pan.first.bottomLeft.x).toBeCloseTo(pan.last.topLeft.x - pan.first.topLeft.x, 9)
  })
})

describe('the form of the camera', () => {
  it('starts as a four-second push in, and is JSON Schema with a choice of frame rates', () => {
    expect(draftCamera.params.parse({})).toMatchObject({ move: 'push_in', seconds: 4, fps: 24, fit: 'smart' })
    const schema = z.toJSONSchema(draftCamera.params, { io: 'input' })
    expect(schema.properties?.['fps']).toMatchObject({ enum: [24, 25, 30] })
    expect(draftCamera.params.safeParse({ fps: 26 }).success).toBe(false)
    expect(draftCamera.params.safeParse({ seconds: 1.5 }).success).toBe(false)
  })
})
