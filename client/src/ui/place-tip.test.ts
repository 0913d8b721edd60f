import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeTip } from './place-tip.ts'

const window = { width: 1000, height: 600 }
const size = { width: 100, height: 24 }

test('a tip stands in the middle of the side it was wished on', () => {
  const anchor = { left: 400, top: 300, width: 40, height: 40 }
  expect(placeTip({ anchor, size, window, side: 'top' })).toEqual({ left: 370, top: 270 })
  expect(placeTip({ anchor, size, window, side: 'bottom' })).toEqual({ left: 370, top: 346 })
  expect(placeTip({ anchor, size, window, side: 'right' })).toEqual({ left: 446, top: 308 })
  expect(placeTip({ anchor, size, window, side: 'left' })).toEqual({ left: 294, top: 308 })
})

test('without room it stands on the other side', () => {
  expect(placeTip({ anchor: { left: 400, top: 5, width: 40, height: 40 }, size, window, side: 'top' }).top).toBe(51)
  expect(placeTip({ anchor: { left: 400, top: 560, width: 40, height: 30 }, size, window, side: 'bottom' }).top).toBe(
    530,
  )
})

test('at the edge it is pushed in, on its own side', () => {
  expect(placeTip({ anchor: { left: 2, top: 300, width: 20, height: 20 }, size, window, side: 'top' })).toEqual({
    left: 8,
    top: 270,
  })
})

test('it is always inside the window', () => {
  const anchor = fc.record({
    left: fc.integer({ min: 0, max: 990 }),
    top: fc.integer({ min: 0, max: 590 }),
    width: fc.integer({ min: 1, max: 60 }),
    height: fc.integer({ min: 1, max: 60 }),
  })
  fc.assert(
    fc.property(anchor, fc.constantFrom('top', 'right', 'bottom', 'left'), (box, side) => {
      const { left, top } = placeTip({ anchor: box, size, window, side })
      expect(left).toBeGreaterThanOrEqual(8)
      expect(top).toBeGreaterThanOrEqual(8)
      expect(left + size.width).toBeLessThanOrEqual(window.width - 8)
      expect(top + size.height).toBeLessThanOrEqual(window.height - 8)
    }),
  )
})
