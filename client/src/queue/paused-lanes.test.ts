import type { LaneState } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { pausedIn, pausedWords, queueOf } from './paused-lanes.ts'

const waits = (run: string, node: string, item: string | null = null) => ({
  ...{ run, node, item },
  priority: 'normal' as const,
})
const lane = (id: string, more: Partial<LaneState>): LaneState => ({
  ...{
    id,
    title: id.toUpperCase(),
    provider: id,
    concurrency: 2,
    running: [],
    queued: [],
    runs: [],
    waiting: 0,
    paused: false,
  },
  ...more,
})
const lanes = [
  lane('free', { queued: [waits('a', 'shots', '1')] }),
  lane('fal', { paused: true, queued: [waits('a', 'clips', '1'), waits('a', 'clips', '3'), waits('b', 'film')] }),
  lane('runway', { pausedUntil: 90_000, pausedBecause: 'Too many requests.', queued: [waits('a', 'music')] }),
]

test('a step that waits at a paused account knows which, until when and why', () => {
  expect(queueOf(lanes, { run: 'a', node: 'shots' })).toEqual({ items: ['1'], paused: undefined })
  expect(queueOf(lanes, { run: 'a', node: 'clips' })).toEqual({
    items: ['1', '3'],
    paused: { id: 'fal', title: 'FAL', until: undefined, because: undefined },
  })
  expect(queueOf(lanes, { run: 'a', node: 'music' })?.paused).toEqual({
    ...{ id: 'runway', title: 'RUNWAY', until: 90_000, because: 'Too many requests.' },
  })
  expect(queueOf(lanes, { run: 'b', node: 'clips' })).toBeUndefined()
  expect(queueOf(undefined, { run: 'a', node: 'clips' })).toBeUndefined()
})

test('a run is held up by the paused accounts that it has work at', () => {
  expect(pausedIn(lanes, 'a').map(({ id }) => id)).toEqual(['fal', 'runway'])
  expect(pausedIn(lanes, 'b').map(({ id }) => id)).toEqual(['fal'])
  expect(pausedIn(lanes, 'c')).toEqual([])
})

test('a pause by a person has no end, one by a provider has', () => {
  const [fal, runway] = pausedIn(lanes, 'a')
  expect(fal && pausedWords(fal)).toEqual({ text: 'FAL is paused by you' })
  expect(runway && pausedWords(runway)).toEqual({
    text: 'RUNWAY asks for a break; it goes on',
    ticking: { until: 90_000 },
  })
})
