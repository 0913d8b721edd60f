import { catalog } from '@reelgraph/nodes/catalog'
import type { Price, TaskState } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { askOf } from '../../runs/asks.ts'
import { taskOf } from '../../runs/fake-runs.ts'
import { answersForAll } from './answers-for-all.ts'
import type { AskedItem } from './asked-items.ts'

const asked = (position: number, status: TaskState['status'], more: Partial<TaskState>): AskedItem => {
  const task = taskOf('shots', status, { item: String(position), position, ...more })
  return { item: task.item, position, task, ask: askOf(task) ?? expect.unreachable('it asks') }
}
const gate = (position: number) => asked(position, 'succeeded', { gate: 'closed' })
const offered = (position: number, model: string, price: Price = { low: 0, high: 3000 }) =>
  asked(position, 'held', { offer: { model, price, error: { code: 'no-credits', message: 'No.' } } })
const lost = (position: number, answer: 'not-known' | 'cannot-be-asked') =>
  asked(position, 'unknown', { asked: { at: 1, answer } })
const answers = (...items: readonly AskedItem[]) =>
  answersForAll(items, catalog).map(({ label, detail, asked: to }) => [label, detail, to.length])

test('what waits to be looked at is approved at once', () => {
  expect(answers(gate(0), gate(1), gate(2))).toEqual([['Approve all 3', undefined, 3]])
  expect(answers(gate(0))).toEqual([])
})

test('the same model is used for all that ask for it, for what that costs together; or all are tried again', () => {
  const items = [offered(0, 'fal/flux-schnell'), offered(1, 'fal/flux-schnell'), gate(2)]
  expect(answers(...items)).toEqual([
    ['Use FLUX.1 schnell for all 2', 'at most $0.006', 2],
    ['Run all 2 again', undefined, 2],
  ])
  const unknown = [offered(0, 'fal/flux-schnell'), offered(1, 'fal/flux-schnell', 'unknown')]
  expect(answers(...unknown)[0]).toEqual(['Use FLUX.1 schnell for all 2', 'price unknown', 2])
})

test('one model is never used for what asks for another', () => {
  expect(answers(offered(0, 'fal/flux-schnell'), offered(1, 'fal/flux-dev'))).toEqual([])
})

test('a provider is asked about all that it can be asked about; what may pay twice is asked once more', () => {
  expect(answers(lost(0, 'not-known'), lost(1, 'not-known'))).toEqual([
    ['Ask about all 2', undefined, 2],
    ['Run all 2 again …', undefined, 2],
  ])
  const blind = answersForAll([lost(0, 'cannot-be-asked'), lost(1, 'cannot-be-asked')], catalog)
  expect(blind.map(({ label, risky }) => [label, risky])).toEqual([['Run all 2 again …', true]])
})
