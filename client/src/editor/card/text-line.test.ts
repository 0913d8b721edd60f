import type { Outputs, TaskState } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { taskOf } from '../../runs/fake-runs.ts'
import type { ItemView } from './item-view.ts'
import { textLine } from './text-line.ts'

const item = (outputs: Outputs | undefined, more: Partial<ItemView> = {}): ItemView => ({
  item: null,
  position: 0,
  state: 'done',
  outputs,
  fingerprint: undefined,
  stale: false,
  ...more,
})
const single: Outputs = { text: { value: 'a forge at dawn' } }
const list: Outputs = {
  text: {
    items: [
      { key: 'one', value: 'Dawn' },
      { key: 'two', value: 'Dusk' },
    ],
  },
}
const words = (view: ItemView, more: { readonly split?: string; readonly edited?: boolean } = {}) =>
  textLine([view], { split: 'off', title: 'Concept', edited: false, ...more }).words

test('counts what is there', () => {
  expect(words(item(single))).toBe('4 words')
  expect(words(item(list), { split: 'lines' })).toBe('2 items from lines')
  expect(words(item(undefined))).toBe('waits for its inputs')
})

test('what a person edited is not said to come from the lines that are typed', () => {
  expect(words(item(single), { edited: true })).toBe('4 words, edited by you')
  expect(words(item(list), { split: 'lines', edited: true })).toBe('2 items, edited by you')
})

test('a gate asks, whether a run waits for it or not', () => {
  const task: TaskState = taskOf('concept', 'succeeded', { gate: 'closed' })
  expect(words(item(single, { state: 'look', task }))).toBe('look at it before it goes on')
  expect(words(item(single, { state: 'look' }))).toBe('look at it before it goes on')
})
