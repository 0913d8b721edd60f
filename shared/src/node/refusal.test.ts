import { expect, test } from 'vitest'
import { isRefusal } from './refusal.ts'

test('a refusal is surely not paid; a time-out, a line given up and an error of the service may be', () => {
  expect([400, 401, 402, 403, 404, 409, 413, 422, 429].filter((status) => !isRefusal(status))).toEqual([])
  expect([200, 302, 408, 499, 500, 502, 503, 504, 524, 529].filter(isRefusal)).toEqual([])
})
