import { beforeEach, expect, test } from 'vitest'
import { dismissToast, shownToasts, toast, watchToasts } from './toast.ts'

beforeEach(() => {
  for (const { id } of shownToasts()) dismissToast(id)
})

test('a notice is shown until it is dismissed', () => {
  const id = toast({ text: 'Node deleted' })
  expect(shownToasts().map(({ text }) => text)).toEqual(['Node deleted'])
  dismissToast(id)
  expect(shownToasts()).toEqual([])
})

test('the oldest leaves when there are too many', () => {
  for (const text of ['one', 'two', 'three', 'four', 'five']) toast({ text })
  expect(shownToasts().map(({ text }) => text)).toEqual(['two', 'three', 'four', 'five'])
})

test('watchers hear of every change until they leave', () => {
  let heard = 0
  const leave = watchToasts(() => (heard += 1))
  dismissToast(toast({ text: 'one' }))
  leave()
  toast({ text: 'two' })
  expect(heard).toBe(2)
})
