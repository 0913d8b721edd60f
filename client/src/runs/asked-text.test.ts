import { expect, test } from 'vitest'
import { askOf } from './asks.ts'
import { askedText } from './asked-text.ts'
import { taskOf } from './fake-runs.ts'
import { waitingWords } from './task-words.ts'

const at = new Date(2026, 10, 21, 14, 2).getTime()
const now = at + 60_000
const said = (answer: 'not-known' | 'no-answer' | 'cannot-be-asked', because?: string) =>
  askedText({ at, answer, ...(because !== undefined && { said: because }) }, { provider: 'Fal', now })
const words = (more: Parameters<typeof taskOf>[2], status: 'unknown' | 'waiting' | 'queued' = 'unknown') =>
  waitingWords(taskOf('a', status, more), String)?.text

test('what a provider answered about a lost request is said with its time', () => {
  expect(said('not-known')).toBe('Fal was asked at 14:02 and cannot tell.')
  expect(said('no-answer')).toBe('Fal was asked at 14:02 and could not be reached.')
  expect(said('no-answer', 'nobody answers')).toBe('Fal was asked at 14:02 and could not be reached: nobody answers.')
  expect(said('cannot-be-asked')).toBe('Fal has no way to ask for a lost request: look into your account there.')
})

test('a card says that a provider is being asked, and then in a few words what it answered', () => {
  expect(words({})).toBe('may have been paid; you decide')
  expect(words({ asking: true }, 'waiting')).toBe('asking its provider …')
  expect(words({ asking: true }, 'queued')).toBe('asking its provider …')
  expect(words({ asked: { at, answer: 'not-known' } })).toBe('its provider cannot tell; you decide')
  expect(words({ asked: { at, answer: 'no-answer' } })).toBe('its provider could not be reached; you decide')
})

test('a provider that cannot be asked is not offered to be', () => {
  expect(askOf(taskOf('a', 'unknown'))).toEqual({ of: 'unknown', askable: true })
  expect(askOf(taskOf('a', 'unknown', { asked: { at, answer: 'no-answer' } }))).toEqual({
    ...{ of: 'unknown', askable: true },
  })
  expect(askOf(taskOf('a', 'unknown', { asked: { at, answer: 'cannot-be-asked' } }))).toEqual({
    ...{ of: 'unknown', askable: false },
  })
})

test('what is held for a price says whose limit it is', () => {
  const over = { needs: 300_000, left: 100_000 }
  const held = (limit?: 'project' | 'day') =>
    waitingWords(taskOf('a', 'held', { over: { ...over, ...(limit && { beyond: { limit, spent: 0 } }) } }), String)
      ?.text
  expect([held(), held('project'), held('day')]).toEqual([
    'needs $0.20 more than agreed',
    'needs $0.20 more than the project may spend',
    'needs $0.20 more than a day may cost',
  ])
})
