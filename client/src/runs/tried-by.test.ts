import type { Attempt } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { earlierTries, isOfFallback, triedBy } from './tried-by.ts'

const attempt = (model: string, status: Attempt['status'], number = 1, message?: string): Attempt => ({
  ...{ number, model, status, startedAt: number },
  ...(message !== undefined && { error: { code: 'key-rejected', message } }),
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

test('of a chain that ended in an error each model before the last one says why it could not, once', () => {
  const attempts = [
    attempt('near/first', 'failed', 1, 'It is down.'),
    attempt('near/first', 'failed', 2, 'The credits are used up.'),
    attempt('far/second', 'failed', 3, 'The key was refused.'),
    attempt('far/third', 'failed', 4, 'It is retired.'),
  ]
  const task = { attempts, fallback: { model: 'far/third', because: 'The key was refused.' } }
  expect(isOfFallback(task)).toBe(true)
  expect(earlierTries(task).map(({ model, because }) => [model, because])).toEqual([
    ['near/first', 'The credits are used up.'],
    ['far/second', 'The key was refused.'],
  ])
})

test('what had no key was never tried, and says so all the same; without a fallback there is nothing to say', () => {
  const attempts = [attempt('far/second', 'failed', 1, 'No.')]
  expect(earlierTries({ attempts, fallback: { ...fallback, because: 'fal has no key.' } })).toEqual([
    { model: undefined, because: 'fal has no key.' },
  ])
  expect(earlierTries({ attempts })).toEqual([])
  expect(isOfFallback({ attempts })).toBe(false)
})
