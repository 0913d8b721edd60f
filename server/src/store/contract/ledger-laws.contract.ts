import fc from 'fast-check'
import type { Micros } from '@reelgraph/shared'
import { describe, expect, it } from 'vitest'
import { asBilled, ledgerOf, Play, type Ending, type Step } from './ledger-play.ts'
import type { OpenStores } from './stores-under-test.ts'

const amount = fc.integer({ min: 0, max: 100 })
const cap = fc.integer({ min: 0, max: 600 })
const place = fc.record({
  run: fc.constantFrom('r1', 'r2', 'r3'),
  day: fc.constantFrom('monday', 'tuesday'),
  provider: fc.constantFrom('fal', 'runway'),
})
const ending: fc.Arbitrary<Ending> = fc.record({
  state: fc.constantFrom('succeeded' as const, 'failed' as const, 'cancelled' as const, 'unknown' as const),
  charged: fc.constantFrom(true, false, 'unknown' as const),
  cost: fc.option(amount, { nil: undefined }),
})
/** `which` says by its place among those made so far whom it is about. */
const which = fc.nat(1000)
const stepsWith = (reserved: fc.Arbitrary<Micros | null>): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc.oneof<fc.WeightedArbitrary<Step>[]>(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('reserve' as const), reserved, place }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('end' as const), which, ending }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('submit' as const, 'write-off' as const), which }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
    ),
    { minLength: 5, maxLength: 40 },
  )

export const describeLedgerLaws = (open: OpenStores): void => {
  describe('whatever happens to attempts', () => {
    it('the totals are the sums of the rows, also after a kill', async () => {
      const stores = await open()
      const plays: Play[] = []
      const anyPrice = fc.option(amount, { nil: null })
      await fc.assert(
        fc.asyncProperty(stepsWith(anyPrice), fc.record({ run: cap, project: cap }), async (all, caps) => {
          const play = new Play(stores, `p${plays.length}`, caps)
          plays.push(play)
          for (const step of all) await play.step(step)
          const { kept, expected } = await play.totals()
          expect(kept).toEqual(expected)
        }),
        { numRuns: 60 },
      )
      await stores.journal.settle()
      const { attempts } = await stores.afterKill()
      const everything = ledgerOf(plays.flatMap(({ accounts }) => accounts))
      expect(everything.attempts).toBeGreaterThan(100)
      expect((await attempts.sums({})).total).toEqual(everything)
    })

    it('no cap is ever passed where prices are known and nobody charges more than was reserved', async () => {
      const stores = await open()
      let runs = 0
      const caps = fc.record({
        run: fc.integer({ min: 0, max: 200 }),
        project: fc.integer({ min: 0, max: 300 }),
        day: amount,
      })
      await fc.assert(
        fc.asyncProperty(stepsWith(amount), caps, async (all, limits) => {
          const play = new Play(stores, `q${(runs += 1)}`, limits)
          for (const step of all) {
            await play.step(step.do === 'end' ? asBilled(play, step) : step)
            expect(play.passed()).toEqual([])
          }
        }),
        { numRuns: 60 },
      )
    })
  })
}
