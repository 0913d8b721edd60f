import { expect, test } from 'vitest'
import { goesByOrder, pairingOf, parseWholeNumbers } from './pairing.ts'

const pairs = { items: ['Line 1', 'Line 2', 'Line 3'], targets: ['Shot 1', 'Shot 2'] }

test('without a choice items go with their position, the rest with the last', () => {
  expect(pairingOf(undefined, pairs)).toEqual([0, 1, 1])
})

test('a stored choice counts while its target exists', () => {
  expect(pairingOf([1, 0, 5], pairs)).toEqual([1, 0, 1])
  expect(pairingOf([1], pairs)).toEqual([1, 1, 1])
})

test('only as many items as targets go by order without a choice', () => {
  const even = { items: ['Line 1', 'Line 2'], targets: ['Shot 1', 'Shot 2'] }
  expect(goesByOrder(undefined, even)).toBe(true)
  expect(goesByOrder([0, 1], even)).toBe(true)
  expect(goesByOrder([1, 0], even)).toBe(false)
  expect(goesByOrder(undefined, pairs)).toBe(false)
})

test('typed lists are read with commas or spaces, and refused with words', () => {
  expect(parseWholeNumbers('0, 1 1;2')).toEqual([0, 1, 1, 2])
  expect(parseWholeNumbers('')).toEqual([])
  expect(parseWholeNumbers('0, one')).toBeUndefined()
  expect(parseWholeNumbers('1.5')).toBeUndefined()
})
