import { expect, test } from 'vitest'
import { ownWords } from './own-words.ts'

test('its own title is left out, whatever follows it', () => {
  expect(ownWords('“Film”: Clip 5 takes 4.0 s.', 'Film')).toBe('Clip 5 takes 4.0 s.')
  expect(ownWords('“Film” needs clips.', 'Film')).toBe('Needs clips.')
})

test('what is about something else stays as it is', () => {
  expect(ownWords('“Photo”: there is no file yet.', 'Film')).toBe('“Photo”: there is no file yet.')
  expect(ownWords('The disk is full.', 'Film')).toBe('The disk is full.')
  expect(ownWords('“Film”', 'Film')).toBe('“Film”')
})
