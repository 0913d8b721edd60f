import { out, type Outputs } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { draftProblem, editedOutputs, textDrafts, without, withRow, withText } from './edited-texts.ts'

const ports = { text: out.text({ title: 'Lines' }), image: out.image(), score: out.number() }
const list: Outputs = {
  text: {
    items: [
      { key: 'one', value: 'Dawn' },
      { key: 'two', value: 'Dusk' },
    ],
  },
  score: { value: 3 },
}
const [draft = expect.unreachable('there is a text')] = textDrafts(list, ports)

test('only texts are to be changed', () => {
  expect(textDrafts(list, ports).map(({ port, title }) => [port, title])).toEqual([['text', 'Lines']])
  expect(textDrafts({ image: { value: 'x' } }, ports)).toEqual([])
})

test('a changed text keeps its key, a removed one is gone, the rest is as it was', () => {
  const changed = withText(draft, 'two', 'Night')
  expect(editedOutputs(list, [changed])).toEqual({
    text: {
      items: [
        { key: 'one', value: 'Dawn' },
        { key: 'two', value: 'Night' },
      ],
    },
    score: { value: 3 },
  })
  expect(editedOutputs(list, [without(draft, 'one')]).text).toEqual({ items: [{ key: 'two', value: 'Dusk' }] })
  expect(editedOutputs(list, [draft])).toEqual(list)
})

test('added texts have keys of their own, whatever was added and removed before', () => {
  const twice = withRow(withRow(without(withRow(draft), 'one')))
  expect(new Set(twice.rows.map(({ key }) => key)).size).toBe(twice.rows.length)
})

test('a single text stays single', () => {
  const single: Outputs = { text: { value: 'Dawn' } }
  const [only = expect.unreachable('there is a text')] = textDrafts(single, ports)
  expect(editedOutputs(single, [withText(only, '', 'Dusk')])).toEqual({ text: { value: 'Dusk' } })
})

test('nothing and emptiness are refused', () => {
  expect(draftProblem([draft])).toBeUndefined()
  expect(draftProblem([withRow(draft)])).toBe('A text is empty. Write it, or remove it.')
  expect(draftProblem([without(without(draft, 'one'), 'two')])).toBe('A list needs at least one text.')
})
