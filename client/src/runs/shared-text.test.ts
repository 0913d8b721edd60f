import { expect, test } from 'vitest'
import { sharedText } from './shared-text.ts'

const charged = 'Shared with another run, which is charged for it.'
const quiet = 'Shared with another run.'

test.each([
  ['running', true, charged],
  ['succeeded', true, charged],
  ['cancelled', true, quiet],
  ['failed', true, quiet],
  ['succeeded', false, quiet],
] as const)('a shared step that has %s and is paid for (%s) says: %s', (status, isPaid, words) => {
  expect(sharedText({ status }, { isPaid })).toBe(words)
})
