import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LaneLimits } from './lanes.ts'
import { LaneReferee, PRIORITIES } from './testing/lane-referee.ts'
import { openLane } from './testing/lane-workbench.ts'

const limits = fc.record(
  { concurrency: fc.integer({ min: 1, max: 4 }), perMinute: fc.integer({ min: 1, max: 5 }) },
  { requiredKeys: ['concurrency'] },
)
const wish = fc.record({
  owner: fc.constantFrom('a', 'b', 'c'),
  priority: fc.constantFrom('normal', 'normal', ...PRIORITIES),
  urgency: fc.nat(3),
})

/** One thing that happens to a lane. */
type Step = (referee: LaneReferee) => void | Promise<void>
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 9,
      arbitrary: wish.map(
        (wanted): Step =>
          (referee) =>
            referee.add(wanted),
      ),
    },
    {
      weight: 4,
      arbitrary: fc.nat().map(
        (which): Step =>
          (referee) =>
            referee.end(which),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.nat().map(
        (which): Step =>
          (referee) =>
            referee.remove(which),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(1, 999, 20_000, 60_000).map(
        (ms): Step =>
          (referee) =>
            referee.bench.clock.advance(ms),
      ),
    },
    {
      weight: 1,
      arbitrary: wish.map(
        (to): Step =>
          (referee) =>
            referee.reprioritise(to.owner, to.priority),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(-5, 1, 3_000, 30_000).map(
        (ms): Step =>
          (referee) =>
            referee.backOff(ms),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.boolean().map(
        (paused): Step =>
          (referee) =>
            referee.pause(paused),
      ),
    },
    {
      weight: 1,
      arbitrary: limits.map(
        (changed): Step =>
          (referee) =>
            referee.configure(changed),
      ),
    },
  ),
  { maxLength: 60, size: 'max' },
)

const lived = async (limit: LaneLimits, story: readonly Step[]): Promise<LaneReferee> => {
  const referee = new LaneReferee(limit)
  for (const happen of story) {
    await happen(referee)
    referee.checkRest()
  }
  return referee
}

test('whatever comes, goes and changes, no start breaks a rule and no place stays empty', async () => {
  await fc.assert(
    fc.asyncProperty(limits, steps, async (limit, story) => {
      const { objections } = await lived(limit, story)
      expect(objections).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('everything that is not taken out begins in the end, and once', async () => {
  await fc.assert(
    fc.asyncProperty(limits, steps, async (limit, story) => {
      const referee = await lived(limit, story)
      const { bench, known, objections } = referee
      referee.pause(false)
      for (let round = 0; referee.waiting.length > 0 && round <= known.length; round += 1) {
        while (referee.running.length > 0) await referee.end(0)
        await bench.clock.advance(60_000)
        referee.checkRest()
      }
      const wanted = known.filter(({ status }) => status !== 'removed').map(({ name }) => name)
      expect(bench.begun.toSorted()).toEqual(wanted.toSorted())
      expect(bench.clock.sleeping).toBe(0)
      expect(objections).toEqual([])
    }),
  )
})

test('the queue that is shown is the order in which they start', async () => {
  await fc.assert(
    fc.asyncProperty(limits, steps, async (limit, story) => {
      const referee = await lived(limit, story)
      const { bench } = referee
      referee.pause(true)
      const shown = bench.queue()
      const already = bench.begun.length
      expect(shown).toHaveLength(referee.waiting.length)
      await bench.clock.advance(120_000)
      referee.configure({ concurrency: 1_000 })
      referee.pause(false)
      expect(bench.begun.slice(already)).toEqual(shown)
    }),
  )
})

test('a lane that is closed leaves no timer and begins nothing', async () => {
  await fc.assert(
    fc.asyncProperty(limits, steps, async (limit, story) => {
      const referee = await lived(limit, story)
      const { bench } = referee
      const begun = [...bench.begun]
      bench.lane.close()
      referee.add({ owner: 'a', priority: 'high', urgency: 9 })
      referee.pause(false)
      referee.backOff(1)
      await bench.clock.advance(120_000)
      await bench.endAll()
      expect(bench.begun).toEqual(begun)
      expect(bench.clock.sleeping).toBe(0)
    }),
  )
})

test('of one run the most urgent begins first, whatever is taken out between', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ urgency: fc.nat(99), stays: fc.boolean() }), { size: 'large' }),
      async (jobs) => {
        const { lane, add, endAll, begun } = openLane({ concurrency: 1 })
        add('x0')
        const added = jobs.map(({ urgency, stays }, at) => ({ stays, urgency, jobs: add(`a${at}`, { urgency }) }))
        for (const {
          stays,
          jobs: [job],
        } of added)
          if (!stays && job) lane.remove(job)
        await endAll()
        const left = added.filter(({ stays }) => stays).toSorted((a, b) => b.urgency - a.urgency)
        expect(begun.slice(1)).toEqual(left.flatMap((one) => one.jobs.map(({ place }) => place.node)))
      },
    ),
  )
})
