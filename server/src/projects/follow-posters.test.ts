import {
  AssetIdSchema,
  newProjectId,
  newRunId,
  type AssetValue,
  type MediaKind,
  type PlannedTask,
  type RunEvent,
} from '@reelgraph/shared'
import { expect, test } from 'vitest'
import type { RunNews } from '../engine/engine.ts'
import { followPosters } from './follow-posters.ts'

const asset = (kind: MediaKind, digit: string): AssetValue => ({
  asset: AssetIdSchema.parse(digit.repeat(64)),
  kind,
  mime: `${kind}/x`,
  bytes: 1,
})

const shownAfter = (...events: RunEvent[]): readonly string[] => {
  const shown: string[] = []
  let tell: (news: RunNews) => void = () => {}
  const stop = followPosters(
    { watch: (listener) => ((tell = listener), () => {}) },
    { show: async (_, value) => void shown.push(`${value.kind} ${value.asset[0]}`) },
    { info: () => {}, warn: () => {}, error: () => {} },
  )
  tell({
    type: 'events',
    project: newProjectId(),
    run: newRunId(),
    events: events.map((event, index) => ({ seq: index + 1, event })),
  })
  stop()
  return shown
}

const succeeded = (value: AssetValue): RunEvent => ({
  type: 'task-succeeded',
  at: 1,
  node: 'a',
  item: null,
  outputs: { out: { value } },
})
const reused = (value: AssetValue): PlannedTask => ({
  node: 'a',
  item: null,
  position: 0,
  verdict: 'reuse',
  reason: { because: 'unchanged', at: 1 },
  price: { low: 0, high: 0 },
  outputs: { out: { value } },
})

test('what was made last is shown, a film before a picture, sound never', () => {
  expect(shownAfter(succeeded(asset('image', 'a')), succeeded(asset('image', 'b')))).toEqual(['image b'])
  expect(shownAfter(succeeded(asset('video', 'a')), succeeded(asset('image', 'b')))).toEqual(['video a'])
  expect(shownAfter(succeeded(asset('audio', 'a')))).toEqual([])
})

test('a project in which everything is reused is shown too', () => {
  expect(
    shownAfter({ type: 'planned', at: 1, tasks: [reused(asset('image', 'a')), reused(asset('video', 'b'))] }),
  ).toEqual(['video b'])
})
