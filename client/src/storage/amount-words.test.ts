import { expect, test } from 'vitest'
import { bytesOfGigabytes, countText, gigabytesOf, goingText, sizeText } from './amount-words.ts'

test('counts in words', () => {
  expect([countText(0, 'file'), countText(1, 'file'), countText(1204, 'file')]).toEqual([
    '0 files',
    '1 file',
    '1,204 files',
  ])
})

test('what goes is said with its size, and only what goes', () => {
  const none = { count: 0, bytes: 0 }
  expect(goingText({ assets: { count: 12, bytes: 300e6 }, results: { count: 1, bytes: 40e6 } })).toBe(
    '12 files and 1 result, 340 MB',
  )
  expect(goingText({ assets: none, results: { count: 3, bytes: 0 } })).toBe('3 results')
  expect(goingText({ assets: none, results: none })).toBe('nothing')
})

test('what takes no room of its own is not said to free nothing', () => {
  expect(sizeText({ count: 3, bytes: 1_200_000 })).toBe('1.2 MB')
  expect(sizeText({ count: 3, bytes: 0 })).toBe('no files')
  expect(sizeText({ count: 0, bytes: 0 })).toBe('none')
})

test('gigabytes as they are typed', () => {
  expect(bytesOfGigabytes('20')).toBe(20e9)
  expect(bytesOfGigabytes(' 0,5 ')).toBe(0.5e9)
  expect(gigabytesOf(1.5e9)).toBe('1.5')
  for (const typed of ['', '0', '-1', 'many', '1e99']) expect(bytesOfGigabytes(typed)).toBeUndefined()
})
