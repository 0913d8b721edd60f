import { expect, test } from 'vitest'
import { endNotice, type ModelEnd } from './model-end.ts'

const row = { ids: ['maker/old'], title: 'Old', successors: [] }
const ends: ModelEnd = { ...row, endsOn: '2027-01-06' }
const on = (date: string): number => Date.parse(date)

test('a model that ends is told of from 60 days before, and is retired from that day on', () => {
  expect(endNotice(ends, on('2026-11-06'))).toBeUndefined()
  expect(endNotice(ends, on('2026-11-07'))).toEqual({ over: false, words: 'ends on 6 January 2027' })
  expect(endNotice(ends, on('2027-01-05T23:59:59Z'))?.over).toBe(false)
  expect(endNotice(ends, on('2027-01-06'))).toEqual({ over: true, words: 'was retired on 6 January 2027' })
})

test('a model that is gone says since when, as far as that is known', () => {
  const words = (retiredOn: string) => endNotice({ ...row, retiredOn }, 0)?.words
  expect(words('2026-05-12')).toBe('was retired on 12 May 2026')
  expect(words('2026-07')).toBe('was retired in July 2026')
  expect(words('')).toBe('is no longer there')
})
