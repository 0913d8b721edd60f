import { expect, test } from 'vitest'
import { sentences } from './sentences.ts'

test('sentences of others are told apart', () => {
  expect(sentences('It failed: other side closed', undefined, 'Try again.', '')).toBe(
    'It failed: other side closed. Try again.',
  )
  expect(sentences(undefined)).toBe('')
})
