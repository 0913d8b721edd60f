import { expect, test } from 'vitest'
import { taskOf } from '../../runs/fake-runs.ts'
import type { ItemView } from '../card/item-view.ts'
import { holdingItems, markedItem, shownItem } from './asked-items.ts'

const view = (item: string, position: number, more: Partial<ItemView> = {}): ItemView => ({
  ...{ item, position, state: 'done', outputs: {}, fingerprint: undefined, stale: false },
  ...more,
})
const items = [view('a', 0), view('b', 1), view('c', 2)]
const marked = (all: readonly ItemView[], chosen: string | undefined, selected: boolean) =>
  markedItem({ item: shownItem(all, chosen), chosen, selected })

test('what is marked on the card is what is told of beside it', () => {
  expect(marked(items, 'b', false)).toBe('b')
  expect(marked(items, undefined, true)).toBe('a')
  expect(marked(items, 'has left the list', true)).toBe('a')
  expect(marked(items, 'has left the list', false)).toBeUndefined()
  expect(marked(items, undefined, false)).toBeUndefined()
})

test('without a choice it is the first that asks something, in a run or without one', () => {
  const asks = view('b', 1, { state: 'look', task: taskOf('n', 'succeeded', { item: 'b', gate: 'closed' }) })
  expect(marked([view('a', 0), asks], undefined, false)).toBe('b')
  expect(marked([view('a', 0), view('c', 1, { state: 'look' })], undefined, false)).toBe('c')
})

test('what a run waits for is answered in the run, the rest where it is', () => {
  const asks = view('b', 1, { state: 'look', task: taskOf('n', 'succeeded', { item: 'b', gate: 'closed' }) })
  const look = view('c', 2, { state: 'look' })
  expect(holdingItems([view('a', 0), asks, look]).map(({ item }) => item)).toEqual(['c'])
})
