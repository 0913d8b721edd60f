import type { VolatileEvent } from '@reelgraph/shared'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createVolatileNews } from './volatile-news.ts'

const progress = (node: string, fraction: number): VolatileEvent => ({
  type: 'task-progress',
  node,
  item: null,
  fraction,
})

const listen = () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const heard: (readonly VolatileEvent[])[] = []
  return { heard, news: createVolatileNews((events) => heard.push(events)) }
}

test('the first is told at once, and then of each task only the latest, at most once in 50 ms', () => {
  const { heard, news } = listen()
  news.add(progress('a', 0.01))
  vi.advanceTimersByTime(1)
  expect(heard).toEqual([[progress('a', 0.01)]])
  for (let step = 2; step <= 100; step += 1) news.add(progress('a', step / 100))
  news.add(progress('b', 0.5))
  vi.advanceTimersByTime(48)
  expect(heard).toHaveLength(1)
  vi.advanceTimersByTime(2)
  expect(heard[1]).toEqual([progress('a', 1), progress('b', 0.5)])
  vi.advanceTimersByTime(1000)
  expect(heard).toHaveLength(2)
  news.add(progress('a', 0.2))
  vi.advanceTimersByTime(1)
  expect(heard[2]).toEqual([progress('a', 0.2)])
})

test('that a task is queued comes before its progress, and a picture does not take the place of progress', () => {
  const { heard, news } = listen()
  const queued: VolatileEvent = { type: 'task-queued', node: 'a', item: null }
  const preview: VolatileEvent = { type: 'task-preview', node: 'a', item: null, image: 'data:' }
  for (const event of [queued, progress('a', 0.1), preview, progress('a', 0.2)]) news.add(event)
  vi.advanceTimersByTime(50)
  expect(heard).toEqual([[queued, progress('a', 0.2), preview]])
})

test('after the end of the run nothing is told', () => {
  const { heard, news } = listen()
  news.add(progress('a', 0.1))
  news.stop()
  vi.advanceTimersByTime(1000)
  expect(heard).toEqual([])
})
