import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crosses } from './crossing.ts'

const at = (x: number, y: number) => ({ x, y })
const wire = [at(0, 0), at(50, 10), at(100, 100)]

test('a stroke through a wire crosses it, beside it does not', () => {
  expect(crosses([at(20, -20), at(30, 40)], wire)).toBe(true)
  expect(crosses([at(70, 90), at(90, 40)], wire)).toBe(true)
  expect(crosses([at(20, 20), at(60, 90)], wire)).toBe(false)
  expect(crosses([at(-40, 0), at(-10, 0)], [at(0, 0), at(50, 0)])).toBe(false)
})

test('a stroke that has not moved crosses nothing', () => {
  expect(crosses([at(25, 5)], wire)).toBe(false)
  expect(crosses([], wire)).toBe(false)
})

test('it makes no difference which is the stroke, nor from where it was drawn', () => {
  const point = fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }) })
  const line = fc.array(point, { minLength: 2, maxLength: 5 })
  fc.assert(
    fc.property(line, line, (a, b) => {
      expect(crosses(b, a)).toBe(crosses(a, b))
      expect(crosses(a.toReversed(), b)).toBe(crosses(a, b))
    }),
  )
})
