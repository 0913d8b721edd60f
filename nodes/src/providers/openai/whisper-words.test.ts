import { expect, test } from 'vitest'
import { punctuated } from './whisper-words.ts'

const bare = (...words: readonly string[]) => words.map((word, at) => ({ word, start: at, end: at + 0.5 }))
const texts = (text: string, ...words: readonly string[]) => punctuated(text, bare(...words)).map(({ word }) => word)

test('every word gets the marks that stand at it in the text', () => {
  expect(texts('“Who’s there?” she asked. Nobody.', 'Who’s', 'there', 'she', 'asked', 'Nobody')).toEqual([
    ...['“Who’s', 'there?”', 'she', 'asked.', 'Nobody.'],
  ])
})

test('words that are said twice are told apart, and their times stay', () => {
  expect(punctuated('No, no. No!', bare('no', 'no', 'no'))).toEqual([
    { word: 'No,', start: 0, end: 0.5 },
    { word: 'no.', start: 1, end: 1.5 },
    { word: 'No!', start: 2, end: 2.5 },
  ])
})

test('what is written otherwise in the text stays bare, and what follows is found again', () => {
  expect(texts('It was ten. Run, run!', 'It', 'was', '10', 'Run', 'run')).toEqual(['It', 'was', '10', 'Run,', 'run!'])
  expect(texts('He ran. I am here.', 'He', 'ran', 'here')).toEqual(['He', 'ran.', 'here'])
  expect(texts('Art is long.', 'is', 'Ar')).toEqual(['is', 'Ar'])
  expect(texts('', 'Hello')).toEqual(['Hello'])
})
