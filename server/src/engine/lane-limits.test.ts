import { describe, expect, it } from 'vitest'
import { openLane } from './testing/lane-workbench.ts'

describe('a provider that wants to be left alone', () => {
  it('gets nothing before it said, and what runs goes on', async () => {
    const { lane, clock, add, end, begun } = openLane({ concurrency: 1 })
    add('a1 a2')
    lane.backOff(clock.now() + 5_000)
    await end('a1')
    await clock.advance(4_999)
    expect(begun).toEqual(['a1'])
    await clock.advance(1)
    expect(begun).toEqual(['a1', 'a2'])
  })

  it('may ask for longer, and is not taken at a shorter word', async () => {
    const { lane, clock, add, begun } = openLane({ concurrency: 1 })
    const start = clock.now()
    lane.backOff(start + 5_000)
    add('a1')
    lane.backOff(start + 8_000)
    lane.backOff(start + 1_000)
    expect(lane.state()).toMatchObject({ paused: false, pausedUntil: start + 8_000 })
    await clock.advance(7_999)
    expect(begun).toEqual([])
    await clock.advance(1)
    expect(begun).toEqual(['a1'])
    expect(lane.state()).not.toHaveProperty('pausedUntil')
  })

  it('may name a day further away than any timer reaches', async () => {
    const { lane, clock, add, begun } = openLane({ concurrency: 1 })
    const days = 40 * 24 * 3_600_000
    lane.backOff(clock.now() + days)
    add('a1')
    await clock.advance(days - 1)
    expect({ begun, timers: clock.sleeping }).toEqual({ begun: [], timers: 1 })
    await clock.advance(1)
    expect({ begun, timers: clock.sleeping }).toEqual({ begun: ['a1'], timers: 0 })
  })
})

describe('a limit a minute', () => {
  it('lets so many start in any 60 s, and not only in every full minute', async () => {
    const { clock, add, endAll, begun } = openLane({ concurrency: 9, perMinute: 2 })
    add('a1')
    await clock.advance(50_000)
    add('a2 a3 a4')
    await endAll()
    expect(begun).toEqual(['a1', 'a2'])
    await clock.advance(10_000)
    expect(begun).toEqual(['a1', 'a2', 'a3'])
    await clock.advance(49_999)
    expect(begun).toHaveLength(3)
    await clock.advance(1)
    expect(begun).toEqual(['a1', 'a2', 'a3', 'a4'])
  })

  it('counts the minute before it was set or lowered', async () => {
    const { lane, clock, add, begun } = openLane({ concurrency: 9 })
    add('a1 a2 a3')
    await clock.advance(10_000)
    lane.configure({ concurrency: 9, perMinute: 3 })
    add('a4 a5')
    await clock.advance(49_999)
    expect(begun).toHaveLength(3)
    lane.configure({ concurrency: 9, perMinute: 1 })
    await clock.advance(1)
    expect(begun).toHaveLength(4)
    lane.configure({ concurrency: 9 })
    expect(begun).toHaveLength(5)
  })

  it('neither stands still nor forgets when the clock is put back', async () => {
    const { clock, add, begun } = openLane({ concurrency: 9, perMinute: 2 })
    add('a1 a2')
    clock.put(clock.now() - 3_600_000)
    add('a3')
    await clock.advance(59_999)
    expect(begun).toHaveLength(2)
    await clock.advance(1)
    expect(begun).toHaveLength(3)
  })
})

describe('a timer', () => {
  it('is there only while it is time that something waits for', async () => {
    const { lane, clock, add } = openLane({ concurrency: 1, perMinute: 1 })
    add('a1')
    expect(clock.sleeping).toBe(0)
    const [waiting] = add('a2')
    expect(clock.sleeping).toBe(0)
    lane.configure({ concurrency: 2, perMinute: 1 })
    expect(clock.sleeping).toBe(1)
    lane.remove(waiting!)
    expect(clock.sleeping).toBe(0)
  })

  it('is gone when the lane is closed, and nothing begins after that', async () => {
    const { lane, clock, add, end, begun } = openLane({ concurrency: 2, perMinute: 2 })
    const [, , waiting] = add('a1 a2 a3')
    await end('a1')
    expect(clock.sleeping).toBe(1)
    lane.close()
    expect(clock.sleeping).toBe(0)
    await end('a2')
    add('a4')
    lane.resume()
    lane.backOff(clock.now() + 10)
    await clock.advance(120_000)
    expect({ begun, timers: clock.sleeping }).toEqual({ begun: ['a1', 'a2'], timers: 0 })
    expect(lane.remove(waiting!)).toBe(true)
  })
})
