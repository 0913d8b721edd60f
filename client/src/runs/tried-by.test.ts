import type { Attempt } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { triedBy } from './tried-by.ts'

const attempt = (model: string, status: Attempt['status'], number = 1): Attempt => ({
  ...{ number, model, status, startedAt: number },
})
const fallback = { model: 'far/second', because: 'The key was refused.' }

test('a lost request is that of the model which was asked, in whichever run', () => {
  const lost = { at: 1, reserved: 40, model: 'far/second' }
  expect(triedBy({ attempts: [attempt('near/first', 'failed')], lost })).toBe('far/second')
  expect(triedBy({ attempts: [attempt('near/first', 'failed'), attempt('far/second', 'unknown', 2)] })).toBe(
    'far/second',
  )
})

test('what failed is the fallback, also where it had no attempt of its own', () => {
  expect(triedBy({ attempts: [attempt('near/first', 'failed')], fallback })).toBe('far/second')
  expect(triedBy({ attempts: [attempt('near/first', 'failed'), attempt('far/second', 'failed', 2)], fallback })).toBe(
    'far/second',
  )
})

test('without a fallback it is the one that was tried last, if any was', () => {
  expect(triedBy({ attempts: [attempt('near/first', 'failed')] })).toBe('near/first')
  expect(triedBy({ attempts: [] })).toBeUndefined()
})
