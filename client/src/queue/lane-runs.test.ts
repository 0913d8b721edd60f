import { newProjectId, type LaneState } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { countsText, inOrder, limitsText, runsOf } from './lane-runs.ts'

const place = (run: string, node: string) => ({ run, node, item: null })

const lane = (id: string, more: Partial<LaneState> = {}): LaneState => ({
  ...{ id, title: id, provider: id, concurrency: 2, running: [], queued: [], runs: [], waiting: 0, paused: false },
  ...more,
})

test('a lane’s work is told by run, in the order in which it gets to them', () => {
  const running = [place('b', '1'), place('a', '1'), place('b', '2')]
  const queued = [
    { ...place('c', '1'), priority: 'high' as const },
    { ...place('b', '3'), priority: 'low' as const },
  ]
  const facts = { run: 'a', project: newProjectId(), priority: 'high' as const, cancelling: false }
  expect(runsOf({ running, queued, runs: [facts] })).toEqual([
    { run: 'b', running: 2, queued: 1, facts: undefined },
    { run: 'a', running: 1, queued: 0, facts },
    { run: 'c', running: 0, queued: 1, facts: undefined },
  ])
})

test('counts and limits in words', () => {
  expect(countsText({ running: 3, queued: 12 })).toBe('3 running, 12 waiting')
  expect(countsText({ running: 0, queued: 1 })).toBe('1 waiting')
  expect(limitsText({ concurrency: 4 })).toBe('4 at once')
  expect(limitsText({ concurrency: 4, perMinute: 60 })).toBe('4 at once, 60 a minute')
})

test('lanes at work come first', () => {
  const lanes = [lane('b'), lane('c', { waiting: 1 }), lane('a'), lane('d', { running: [place('x', '1')] })]
  expect(inOrder(lanes).map(({ id }) => id)).toEqual(['c', 'd', 'a', 'b'])
})
