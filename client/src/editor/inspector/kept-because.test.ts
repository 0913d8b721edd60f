import { FingerprintSchema } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { keptBecause } from './kept-because.ts'

const take = { fingerprint: FingerprintSchema.parse('a'.repeat(64)) }
const other = FingerprintSchema.parse('b'.repeat(64))

test('a take can be forgotten, unless it is pinned or its node is locked', () => {
  expect(keptBecause({ pins: {} }, take)).toBeUndefined()
  expect(keptBecause({ pins: { '': other } }, take)).toBeUndefined()
  expect(keptBecause({ pins: { shot: take.fingerprint } }, take)).toMatch(/unpin/)
})

test('a locked node keeps every take that it made, the pinned one and the others', () => {
  expect(keptBecause({ pins: { '': take.fingerprint }, locked: true }, take)).toMatch(/unlock/)
  expect(keptBecause({ pins: { '': other }, locked: true }, take)).toMatch(/unlock/)
  expect(keptBecause({ pins: {}, locked: true }, take)).toMatch(/unlock/)
})
