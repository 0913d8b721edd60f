import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLane, type LaneJob } from './lanes.ts'

/** Jobs that end when they are told to, and what has begun so far. */
const workbench = (width: number) => {
  const lane = createLane({
    id: 'work',
    title: 'Work',
    provider: 'work',
    limits: { concurrency: width },
    clock: { now: () => 0, sleep: () => new Promise(() => undefined) },
  })
  const begun: string[] = []
  const going = new Map<string, () => void>()
  const job = (name: string): LaneJob => ({
    owner: name.replace(/\d+$/, ''),
    priority: 'normal',
    urgency: 0,
    place: { run: name, node: name, item: null },
    start: () => {
      begun.push(name)
      return new Promise<void>((resolve) => going.set(name, resolve))
    },
  })
  const end = async (name: string): Promise<void> => {
    going.get(name)?.()
    going.delete(name)
    await Promise.resolve()
  }
  const add = (...names: readonly string[]): readonly LaneJob[] =>
    names.map((name) => {
      const made = job(name)
      lane.enqueue(made)
      return made
    })
  return { lane, add, end, begun, going }
}

test('as many run at once as the lane is wide, and the next begins when one ends', async () => {
  const { add, end, begun } = workbench(2)
  add('a1', 'a2', 'a3')
  expect(begun).toEqual(['a1', 'a2'])
  await end('a2')
  expect(begun).toEqual(['a1', 'a2', 'a3'])
})

test('runs take turns, however much one of them has waiting', async () => {
  const { add, end, begun } = workbench(1)
  add('a1', 'a2', 'a3', 'a4')
  add('b1', 'b2')
  add('c1')
  for (let at = 0; at < 7; at += 1) await end(begun[at] ?? '')
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
})

test('what is taken out never begins, and what has begun cannot be taken out', async () => {
  const { lane, add, end, begun } = workbench(1)
  const [running, waiting] = add('a1', 'a2', 'a3')
  expect(lane.remove(waiting!)).toBe(true)
  expect(lane.remove(waiting!)).toBe(false)
  expect(lane.remove(running!)).toBe(false)
  await end('a1')
  expect(begun).toEqual(['a1', 'a3'])
})

test('whatever comes and goes, nothing is lost, nothing begins twice, and no place stays empty', async () => {
  const step = fc.record({ what: fc.constantFrom('add', 'add', 'end', 'remove'), owner: fc.nat(2), place: fc.nat(20) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 3 }), async (steps, width) => {
      const { lane, add, end, begun, going } = workbench(width)
      const jobs: LaneJob[] = []
      let removed = 0
      for (const { what, owner, place } of steps) {
        const job = jobs[place % Math.max(1, jobs.length)]
        if (what === 'add') jobs.push(...add(`${'abc'[owner]}${jobs.length}`))
        else if (what === 'end') await end([...going.keys()][place % Math.max(1, going.size)] ?? '')
        else if (job && lane.remove(job)) removed += 1
        const waiting = jobs.length - removed - begun.length
        expect(going.size).toBe(Math.min(width, going.size + waiting))
        expect(new Set(begun).size).toBe(begun.length)
      }
      for (const name of going.keys()) await end(name)
      expect(begun.length).toBe(jobs.length - removed)
    }),
  )
})
