import { defineProvider, type LaneState } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { LaneBoard, type LaneBoardParts } from './lane-board.ts'
import type { LaneJob, LaneSettings } from './lanes.ts'

const providers = [
  defineProvider({ id: 'local', title: 'This machine', summary: '', builtIn: true, concurrency: 'cores' }),
  defineProvider({ id: 'fal', title: 'Fal', summary: '', builtIn: false, concurrency: 2, perMinute: 10 }),
]

const openBoard = (more: Partial<LaneBoardParts> = {}) => {
  const clock = createManualClock()
  const saved = new Map<string, LaneSettings>()
  const told: (readonly LaneState[])[] = []
  const board = new LaneBoard({
    catalog: { providers: new Map(providers.map((provider) => [provider.id, provider])) },
    cores: 6,
    clock,
    limitsOf: (id) => saved.get(id) ?? {},
    save: (id, settings) => void saved.set(id, settings),
    onChange: (lanes) => told.push(lanes),
    ...more,
  })
  return { board, clock, saved, told }
}

const job = (node: string, start: LaneJob['start'] = () => new Promise(() => undefined)): LaneJob => ({
  owner: 'run',
  priority: 'normal',
  urgency: 0,
  place: { run: 'run', node, item: null },
  start,
})

test('a lane is as its provider says until a person says otherwise, and there is one of each', () => {
  const { board, saved } = openBoard()
  saved.set('fal:work', { concurrency: 5, perMinute: null })
  expect(board.lanes()).toEqual([])
  expect(board.laneOf('fal')).toBe(board.laneOf('fal'))
  board.laneOf('local')
  board.laneOf('fal:work')
  board.laneOf('gone')
  const [fal, local, work, gone] = board.lanes()
  expect(fal).toMatchObject({ id: 'fal', title: 'Fal', provider: 'fal', concurrency: 2, perMinute: 10 })
  expect(local).toMatchObject({ id: 'local', title: 'This machine', provider: 'local', concurrency: 6 })
  expect(work).toMatchObject({ id: 'fal:work', title: 'Fal · work', provider: 'fal', concurrency: 5 })
  expect(gone).toMatchObject({ id: 'gone', title: 'gone', provider: 'gone', concurrency: 6 })
  expect([local, work, gone].map((lane) => lane && 'perMinute' in lane)).toEqual([false, false, false])
})

test('asking for a lane makes the one of a provider there is, and no other', () => {
  const { board } = openBoard()
  expect(board.lane('nobody')).toBeUndefined()
  expect(board.changeLane('fal:anything', { paused: true })).toBeUndefined()
  expect(board.lane('fal')).toBe(board.laneOf('fal'))
  expect(board.lane('fal:work')).toBeUndefined()
  expect(board.laneOf('fal:work')).toBe(board.lane('fal:work'))
})

test('what a person changes counts at once, is kept, and leaves the rest as it was', () => {
  const { board, saved } = openBoard()
  board.changeLane('fal', { concurrency: 4 })
  board.changeLane('fal', { paused: true })
  expect(board.lanes()).toMatchObject([{ concurrency: 4, perMinute: 10, paused: true }])
  const lane = board.changeLane('fal', { perMinute: null })
  expect(lane?.state()).toMatchObject({ concurrency: 4, paused: true })
  expect(lane?.state()).not.toHaveProperty('perMinute')
  expect(saved.get('fal')).toEqual({ concurrency: 4, perMinute: null, paused: true })
  expect(board.changeLane('fal', { paused: false })?.state().paused).toBe(false)
})

test('a lane that was paused is still paused after a restart', () => {
  const before = openBoard()
  before.board.changeLane('fal', { paused: true })
  const after = openBoard({ limitsOf: (id) => before.saved.get(id) ?? {} })
  after.board.laneOf('fal').enqueue(job('a'))
  expect(after.board.lanes()).toMatchObject([{ paused: true, running: [], waiting: 1 }])
})

test('changes are told at most four times a second, with how it stands then', async () => {
  const { board, clock, told } = openBoard()
  const lane = board.laneOf('fal')
  for (const node of ['a', 'b', 'c', 'd']) lane.enqueue(job(node))
  board.laneOf('local').enqueue(job('e'))
  await clock.advance(249)
  expect(told).toEqual([])
  await clock.advance(1)
  expect(told).toEqual([board.lanes()])
  expect(told[0]).toMatchObject([
    { id: 'fal', running: [{ node: 'a' }, { node: 'b' }], queued: [{ node: 'c' }, { node: 'd' }], waiting: 2 },
    { id: 'local', running: [{ node: 'e' }], waiting: 0 },
  ])
  await clock.advance(10_000)
  expect({ told: told.length, timers: clock.sleeping }).toEqual({ told: 1, timers: 0 })
  lane.pause()
  await clock.advance(250)
  expect(told).toHaveLength(2)
})

test('a board that is closed tells nobody, starts nothing, and leaves no timer', async () => {
  const { board, clock, told } = openBoard()
  let end: (() => void) | undefined
  const begun: string[] = []
  const lane = board.laneOf('fal')
  lane.enqueue(job('a', () => new Promise((resolve) => (end = resolve))))
  lane.backOff(clock.now() + 1_000)
  lane.enqueue(job('b', async () => void begun.push('b')))
  expect(clock.sleeping).toBe(2)
  board.close()
  end?.()
  board.laneOf('local').enqueue(job('c', async () => void begun.push('c')))
  await clock.advance(60_000)
  expect({ told, begun, timers: clock.sleeping }).toEqual({ told: [], begun: [], timers: 0 })
})

test('what a provider says of an account holds until a person says otherwise, and is kept', () => {
  const { board, saved } = openBoard()
  board.changeLane('fal:work', { told: { concurrency: 7, perMinute: 30 } })
  expect(board.lane('fal:work')?.state()).toMatchObject({ concurrency: 7, perMinute: 30 })
  board.changeLane('fal:work', { concurrency: 3 })
  board.changeLane('fal:work', { told: { concurrency: 9 } })
  expect(board.lane('fal:work')?.state()).toMatchObject({ concurrency: 3, perMinute: 10 })
  expect(saved.get('fal:work')).toEqual({ concurrency: 3, told: { concurrency: 9 } })
})
