import { describe, expect, it } from 'vitest'
import { LedgerEntrySchema, type RunId, type Sum } from '@reelgraph/shared'
import type { AttemptEnd, AttemptStore, NewAttempt } from '../attempts.ts'
import { film, firstRun, newAttempt, secondRun, trailer } from './fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

const add = (attempts: AttemptStore, attempt: NewAttempt, end?: Partial<AttemptEnd>): void => {
  attempts.reserve(attempt, {}, () => {})
  if (end) attempts.end(attempt.key, { state: 'succeeded', charged: true, facts: {}, at: 9500, ...end })
}

/** Two projects, two runs, two providers, two days. */
const fill = (attempts: AttemptStore): void => {
  add(attempts, newAttempt('a'), { facts: { cost: 90_000 } })
  add(attempts, newAttempt('b', { provider: 'runway', day: '2026-11-21' }))
  add(attempts, newAttempt('c', { run: secondRun, project: trailer }), { state: 'failed', charged: 'unknown' })
  add(attempts, newAttempt('d', { run: secondRun, project: trailer, reserved: null, day: '2026-11-21' }))
}

const sum = (settled: number, reserved: number, attempts: number, unpriced = 0) => ({
  settled,
  reserved,
  attempts,
  unpriced,
})

export const describeLedger = (open: OpenStores): void => {
  describe('the ledger', () => {
    it('sums up by project, provider, day and run', async () => {
      const { attempts } = await open()
      fill(attempts)
      expect(await attempts.sums({})).toEqual({
        total: sum(90_000, 200_000, 4, 1),
        projects: [
          { project: trailer, sum: sum(0, 100_000, 2, 1) },
          { project: film, sum: sum(90_000, 100_000, 2) },
        ],
        providers: [
          { provider: 'fal', sum: sum(90_000, 100_000, 3, 1) },
          { provider: 'runway', sum: sum(0, 100_000, 1) },
        ],
        days: [
          { day: '2026-11-21', sum: sum(0, 100_000, 2, 1) },
          { day: '2026-11-20', sum: sum(90_000, 100_000, 2) },
        ],
        runs: [
          { run: secondRun, project: trailer, sum: sum(0, 100_000, 2, 1) },
          { run: firstRun, project: film, sum: sum(90_000, 100_000, 2) },
        ],
      })
    })

    it('tells what is set aside from what was given up as perhaps paid, in every sum', async () => {
      const { attempts } = await open()
      fill(attempts)
      add(attempts, newAttempt('e'), { state: 'unknown', charged: 'unknown' })
      attempts.writeOff('e')
      attempts.writeOff('c')
      const { total, projects, providers, days, runs } = await attempts.sums({})
      const off = ({ sum: { reserved, writtenOff } }: { readonly sum: Sum }) => [reserved, writtenOff]
      expect([total.reserved, total.writtenOff]).toEqual([300_000, 100_000])
      expect(projects.map(off)).toEqual([
        [200_000, 100_000],
        [100_000, undefined],
      ])
      expect(providers.map(off)).toEqual([
        [200_000, 100_000],
        [100_000, undefined],
      ])
      expect(days.map(off)).toEqual([
        [100_000, undefined],
        [200_000, 100_000],
      ])
      expect(runs.map(off)).toEqual([
        [200_000, 100_000],
        [100_000, undefined],
      ])
      expect((await attempts.sums({ run: secondRun })).total).not.toHaveProperty('writtenOff')
      // found after all: it is paid, and no more perhaps
      attempts.end('e', { state: 'succeeded', charged: true, facts: { cost: 40_000 }, at: 9900 })
      expect((await attempts.sums({})).total).toEqual(sum(130_000, 200_000, 5, 1))
    })

    it('counts apart what surely cost nothing, in every sum', async () => {
      const { attempts } = await open()
      fill(attempts)
      add(attempts, newAttempt('refused'), { state: 'failed', charged: false })
      add(attempts, newAttempt('gift', { provider: 'runway', reserved: null }), { facts: { cost: 0 } })
      add(attempts, newAttempt('dear', { reserved: null }))
      add(attempts, newAttempt('draft', { reserved: 0 }), { charged: false })
      const { total, projects, providers, days, runs } = await attempts.sums({})
      const free = ({ sum: { attempts: all, free: none } }: { readonly sum: Sum }) => [all, none]
      expect([total.attempts, total.free]).toEqual([7, 2])
      expect(projects.map(free)).toEqual([
        [5, 2],
        [2, undefined],
      ])
      expect(providers.map(free)).toEqual([
        [5, 1],
        [2, 1],
      ])
      expect(days.map(free)).toEqual([
        [2, undefined],
        [5, 2],
      ])
      expect(runs.map(free)).toEqual([
        [5, 2],
        [2, undefined],
      ])
    })

    it('sums up only what a filter leaves, by any of its fields together', async () => {
      const { attempts } = await open()
      fill(attempts)
      const total = async (filter: Parameters<AttemptStore['sums']>[0]) => (await attempts.sums(filter)).total
      expect(await total({ project: film })).toEqual(sum(90_000, 100_000, 2))
      expect(await total({ run: secondRun })).toEqual(sum(0, 100_000, 2, 1))
      expect(await total({ provider: 'runway' })).toEqual(sum(0, 100_000, 1))
      expect(await total({ day: '2026-11-20', project: film })).toEqual(sum(90_000, 0, 1))
      expect(await total({ day: '1999-01-01' })).toEqual(sum(0, 0, 0))
    })

    it('lists the attempts behind the sums, newest first', async () => {
      const { attempts } = await open()
      fill(attempts)
      const entries = await attempts.list({ only: 'all', limit: 10 })
      expect(entries.map(({ key }) => key)).toEqual(['d', 'c', 'b', 'a'])
      for (const entry of entries) expect(LedgerEntrySchema.parse(entry)).toEqual(entry)
      expect(entries[3]).toEqual({
        ...{ key: 'a', run: firstRun, project: film, node: 'shot', item: null, attempt: 1 },
        ...{ provider: 'fal', model: 'fal/kling', day: '2026-11-20', startedAt: 9000, endedAt: 9500 },
        ...{ state: 'succeeded', reserved: 100_000, charged: true, cost: 90_000 },
      })
      const only = async (run: RunId) =>
        (await attempts.list({ only: 'all', run, limit: 10 })).map((entry) => entry.key)
      expect(await only(firstRun)).toEqual(['b', 'a'])
    })

    it('lists in pages, also of attempts that began in one millisecond', async () => {
      const { attempts } = await open()
      for (let number = 0; number < 25; number += 1) add(attempts, newAttempt(`n${number}`))
      const seen: string[] = []
      for (;;) {
        const before = seen.at(-1)
        const page = await attempts.list({ only: 'all', limit: 10, ...(before !== undefined && { before }) })
        if (page.length === 0) break
        seen.push(...page.map(({ key }) => key))
      }
      expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `n${24 - index}`))
    })

    it('shows as trouble what was or may have been paid and gave nothing', async () => {
      const { attempts } = await open()
      add(attempts, newAttempt('succeeded'), {})
      add(attempts, newAttempt('open'))
      add(attempts, newAttempt('failed and free'), { state: 'failed', charged: false })
      add(attempts, newAttempt('failed and paid'), { state: 'failed', charged: true })
      add(attempts, newAttempt('unknown'), { state: 'unknown', charged: 'unknown' })
      add(attempts, newAttempt('cancelled, perhaps paid'), { state: 'cancelled', charged: 'unknown' })
      add(attempts, newAttempt('written off'), { state: 'unknown', charged: 'unknown' })
      attempts.writeOff('written off')
      const trouble = await attempts.list({ only: 'trouble', limit: 10 })
      expect(trouble.map(({ key }) => key)).toEqual([
        'written off',
        'cancelled, perhaps paid',
        'unknown',
        'failed and paid',
      ])
    })
  })
}
