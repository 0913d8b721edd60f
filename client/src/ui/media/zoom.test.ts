import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitted, zoomAt, type View } from './zoom.ts'

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const point = fc.record({ x: number(-500, 500), y: number(-500, 500) })
const inPicture = (view: View, at: { readonly x: number; readonly y: number }) => [
  (at.x - view.x) / view.scale,
  (at.y - view.y) / view.scale,
]

test('what is under the pointer stays under the pointer', () => {
  fc.assert(
    fc.property(point, point, number(1.01, 4), (first, second, factor) => {
      const before = zoomAt(fitted, { point: first, factor: 2 })
      const after = zoomAt(before, { point: second, factor })
      const [wanted, got] = [inPicture(before, second), inPicture(after, second)]
      expect(got[0]).toBeCloseTo(wanted[0] ?? Number.NaN, 6)
      expect(got[1]).toBeCloseTo(wanted[1] ?? Number.NaN, 6)
    }),
  )
})

test('zooming all the way out is the whole picture, in the middle', () => {
  fc.assert(
    fc.property(point, point, (first, second) => {
      expect(zoomAt(zoomAt(fitted, { point: first, factor: 3 }), { point: second, factor: 0.01 })).toEqual(fitted)
    }),
  )
})

test('nobody gets lost in the pixels', () => {
  expect(zoomAt(fitted, { point: { x: 0, y: 0 }, factor: 1000 }).scale).toBe(16)
})
