import { describe, expect, it } from 'vitest'
import { openLane } from './testing/lane-workbench.ts'

describe('a lane', () => {
  it('runs as many at once as it is wide, and begins the next when one ends', async () => {
    const { add, end, begun } = openLane({ concurrency: 2 })
    add('a1 a2 a3')
    expect(begun).toEqual(['a1', 'a2'])
    await end('a2')
    expect(begun).toEqual(['a1', 'a2', 'a3'])
  })

  it('gives the place free as well when work breaks its word and rejects', async () => {
    const { lane, job, add, clock, begun } = openLane({ concurrency: 1 })
    lane.enqueue({ ...job('a1'), start: () => Promise.reject(new Error('broken')) })
    add('a2')
    await clock.advance(0)
    expect(begun).toEqual(['a2'])
  })

  it('lets runs take turns, however much one of them has waiting', async () => {
    const { add, endAll, begun } = openLane({ concurrency: 1 })
    add('a1 a2 a3 a4')
    add('b1 b2')
    add('c1')
    await endAll()
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
  })

  it('begins nothing of a lower priority while something of a higher one waits', async () => {
    const { add, endAll, begun } = openLane({ concurrency: 1 })
    add('low1 low2', { priority: 'low' })
    add('a1 a2')
    add('high1 high2', { priority: 'high' })
    await endAll()
    expect(begun).toEqual(['low1', 'high1', 'high2', 'a1', 'a2', 'low2'])
  })

  it('begins the most urgent of a run first, and among equals what came first', async () => {
    const { add, endAll, begun } = openLane({ concurrency: 1 })
    add('a1')
    add('a2 a3', { urgency: 10 })
    add('a4', { urgency: 30 })
    add('a5', { urgency: 20 })
    add('a6', { urgency: 10 })
    add('b1', { urgency: 1 })
    await endAll()
    expect(begun).toEqual(['a1', 'a4', 'b1', 'a5', 'a2', 'a3', 'a6'])
  })

  it('never begins what is taken out, and what has begun cannot be taken out', async () => {
    const { lane, add, end, begun } = openLane({ concurrency: 1 })
    const [running, waiting] = add('a1 a2 a3')
    expect(lane.remove(waiting!)).toBe(true)
    expect(lane.remove(waiting!)).toBe(false)
    expect(lane.remove(running!)).toBe(false)
    await end('a1')
    expect(begun).toEqual(['a1', 'a3'])
  })

  it('counts what is under way already, however full it is, and not as a start', async () => {
    const { lane, job, add, end, begun } = openLane({ concurrency: 1, perMinute: 2 })
    add('a1')
    lane.occupy(job('b1'))
    expect(begun).toEqual(['a1', 'b1'])
    add('a2')
    await end('a1')
    expect(begun).toEqual(['a1', 'b1'])
    expect(lane.state().running).toEqual([job('b1').place])
    await end('b1')
    expect(begun).toEqual(['a1', 'b1', 'a2'])
  })

  it('takes the same work again after it has run', async () => {
    const { lane, add, end, begun } = openLane({ concurrency: 1 })
    const [job] = add('a1')
    await end('a1')
    lane.enqueue(job!)
    expect(begun).toEqual(['a1', 'a1'])
  })
})

describe('a run whose priority changes', () => {
  it('moves with all that waits', async () => {
    const { lane, add, endAll, begun } = openLane({ concurrency: 1 })
    add('x1')
    add('a1 a2')
    add('b1 b2')
    lane.reprioritise('b', 'high')
    lane.reprioritise('nobody', 'high')
    await endAll()
    expect(begun).toEqual(['x1', 'b1', 'b2', 'a1', 'a2'])
  })

  it('keeps who came first first, where work of both priorities comes together', async () => {
    const { lane, add, endAll, queue, begun } = openLane({ concurrency: 1 })
    add('x1')
    add('a1', { priority: 'high' })
    add('a2')
    add('a3', { priority: 'high' })
    add('a4', { priority: 'low', urgency: 5 })
    lane.reprioritise('a', 'normal')
    expect(queue()).toEqual(['a4', 'a1', 'a2', 'a3'])
    await endAll()
    expect(begun).toEqual(['x1', 'a4', 'a1', 'a2', 'a3'])
  })
})

describe('a person', () => {
  it('pauses and resumes: what runs goes on, nothing new begins', async () => {
    const { lane, clock, add, end, begun } = openLane({ concurrency: 1, perMinute: 1 })
    add('a1 a2')
    lane.pause()
    await end('a1')
    await clock.advance(120_000)
    expect({ begun, timers: clock.sleeping, paused: lane.state().paused }).toEqual({
      begun: ['a1'],
      timers: 0,
      paused: true,
    })
    lane.resume()
    expect(begun).toEqual(['a1', 'a2'])
  })

  it('makes it wider at once, and narrower as work ends', async () => {
    const { lane, add, end, begun, going } = openLane({ concurrency: 1 })
    add('a1 a2 a3 a4 a5')
    lane.configure({ concurrency: 3 })
    expect(begun).toEqual(['a1', 'a2', 'a3'])
    lane.configure({ concurrency: 1 })
    await end('a1')
    await end('a2')
    expect([...going.keys()]).toEqual(['a3'])
    await end('a3')
    expect(begun).toEqual(['a1', 'a2', 'a3', 'a4'])
  })
})

describe('what is shown of it', () => {
  it('says what runs, what waits in which order, and its limits', async () => {
    const { lane, clock, add } = openLane({ concurrency: 2, perMinute: 60 })
    add('a1 a2 a3')
    add('b1', { priority: 'high' })
    lane.backOff(clock.now() + 1_000)
    expect(lane.state()).toEqual({
      id: 'fal',
      title: 'Fal',
      provider: 'fal',
      concurrency: 2,
      perMinute: 60,
      running: [
        { run: 'a', node: 'a1', item: null },
        { run: 'a', node: 'a2', item: null },
      ],
      queued: [
        { run: 'b', node: 'b1', item: null, priority: 'high' },
        { run: 'a', node: 'a3', item: null, priority: 'normal' },
      ],
      runs: [],
      waiting: 2,
      paused: false,
      pausedUntil: clock.now() + 1_000,
    })
  })

  it('names a run’s new priority, and what has run longest first', async () => {
    const { lane, add, end } = openLane({ concurrency: 2 })
    add('a1 a2 a3 a4')
    await end('a1')
    lane.reprioritise('a', 'low')
    expect(lane.state()).toMatchObject({
      running: [{ node: 'a2' }, { node: 'a3' }],
      queued: [{ node: 'a4', priority: 'low' }],
    })
  })

  it('shows the first hundred of any number of runs', () => {
    const { lane, add } = openLane({ concurrency: 1 })
    add('x1')
    for (let run = 0; run < 60; run += 1) add([1, 2, 3].map((at) => `${'run'.padEnd(run + 3, '-')}${at}`).join(' '))
    const { queued, waiting } = lane.state()
    expect(waiting).toBe(180)
    expect(queued.map(({ node }) => node.slice(-1)).join('')).toBe('1'.repeat(60) + '2'.repeat(40))
  })

  it('is told of whenever it changes', async () => {
    let told = 0
    const { lane, clock, add, end } = openLane({ concurrency: 1 }, { onChange: () => (told += 1) })
    const news = async (action: () => unknown): Promise<boolean> => {
      const before = told
      await action()
      return told > before
    }
    expect(await news(() => add('a1'))).toBe(true)
    const [waiting] = add('a2')
    add('a3 a4')
    expect(await news(() => lane.reprioritise('a', 'high'))).toBe(true)
    expect(await news(() => lane.remove(waiting!))).toBe(true)
    expect(await news(() => lane.remove(waiting!))).toBe(false)
    expect(await news(() => end('a1'))).toBe(true)
    expect(await news(() => lane.pause())).toBe(true)
    expect(await news(() => lane.resume())).toBe(true)
    expect(await news(() => lane.configure({ concurrency: 1, perMinute: 9 }))).toBe(true)
    expect(await news(() => lane.backOff(clock.now() + 1_000))).toBe(true)
    await end('a3')
    expect(await news(() => clock.advance(1_000))).toBe(true)
  })
})
