import { describe, expect, it } from 'vitest'
import type { AttemptEnd } from '../attempts.ts'
import { film, firstRun, newAttempt, newRun, resumed, secondRun, trailer } from './fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

const nothing = (): void => {}
const success: AttemptEnd = { state: 'succeeded', charged: true, facts: { cost: 80_000 }, figure: 'provider', at: 9500 }
const lost: AttemptEnd = {
  state: 'unknown',
  charged: 'unknown',
  facts: {},
  error: { code: 'unknown-outcome', message: 'No answer came.' },
  at: 9400,
}

export const describeAttempts = (open: OpenStores): void => {
  describe('a reservation', () => {
    it('is on disk with its journal and everything written before it, when it returns', async () => {
      const stores = await open()
      stores.journal.create(newRun())
      stores.journal.append(firstRun, 1, resumed(1))
      expect(
        stores.attempts.reserve(newAttempt('a'), {}, () => stores.journal.append(firstRun, 2, resumed(2))),
      ).toEqual({})
      const { attempts, journal } = await stores.afterKill()
      expect(attempts.row('a')).toEqual({ ...newAttempt('a'), state: 'open', facts: {} })
      expect(await journal.row(firstRun)).toBeDefined()
      expect((await journal.read(firstRun, 0)).map(({ seq }) => seq)).toEqual([1, 2])
      expect(attempts.spent('project', film)).toEqual({ settled: 0, reserved: 100_000, attempts: 1, unpriced: 0 })
    })

    it('that a cap refuses leaves nothing behind, and says which cap and how far it is', async () => {
      const stores = await open()
      const { attempts, journal } = stores
      attempts.reserve(newAttempt('a'), {}, nothing)
      const caps = { run: 150_000, project: 120_000, day: 110_000 }
      const also = () => journal.append(firstRun, 1, resumed(1))
      expect(attempts.reserve(newAttempt('b'), caps, also)).toEqual({
        refused: { cap: 'run', limit: 150_000, spent: 100_000, needs: 100_000 },
      })
      expect(attempts.reserve(newAttempt('b', { run: secondRun }), caps, also)).toMatchObject({
        refused: { cap: 'project' },
      })
      const elsewhere = newAttempt('b', { run: secondRun, project: trailer })
      expect(attempts.reserve(elsewhere, caps, also)).toMatchObject({ refused: { cap: 'day' } })
      expect(attempts.row('b')).toBeUndefined()
      expect(await journal.read(firstRun, 0)).toEqual([])
      expect(attempts.reserve({ ...elsewhere, day: '2026-11-21' }, caps, nothing)).toEqual({})
    })

    it('may use a cap up to its last micro-dollar', async () => {
      const { attempts } = await open()
      expect(attempts.reserve(newAttempt('a'), { run: 200_000 }, nothing)).toEqual({})
      expect(attempts.reserve(newAttempt('b'), { run: 200_000 }, nothing)).toEqual({})
      expect(attempts.reserve(newAttempt('c', { reserved: 1 }), { run: 200_000 }, nothing)).toMatchObject({
        refused: { cap: 'run', spent: 200_000, needs: 1 },
      })
    })

    it('of fifty branches at once is given to the ten that the cap is enough for', async () => {
      const { attempts } = await open()
      const branch = async (number: number) => {
        await Promise.resolve()
        return attempts.reserve(newAttempt(`branch ${number}`), { day: 1_000_000 }, nothing)
      }
      const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => branch(number)))
      expect(answers.filter(({ refused }) => refused === undefined)).toHaveLength(10)
      expect(attempts.spent('day', '2026-11-20')).toEqual({
        settled: 0,
        reserved: 1_000_000,
        attempts: 10,
        unpriced: 0,
      })
    })

    it('for nothing fits under every cap and is in no sum', async () => {
      const { attempts } = await open()
      attempts.reserve(newAttempt('a'), {}, nothing)
      const free = newAttempt('free', { reserved: 0 })
      expect(attempts.reserve(free, { run: 0, project: 0, day: 0 }, nothing)).toEqual({})
      attempts.end('free', { state: 'succeeded', charged: false, facts: { cost: 0 }, at: 1 })
      expect((await attempts.sums({})).total.attempts).toBe(1)
      expect((await attempts.list({ only: 'all', limit: 10 })).map(({ key }) => key)).toEqual(['a'])
    })

    const unpriced = (key: string) => newAttempt(key, { reserved: null })

    it('of an unknown price takes nothing from a cap, and is refused where one has nothing left', async () => {
      const { attempts } = await open()
      expect(attempts.reserve(unpriced('a'), { run: 1, project: 100_000, day: 100_000 }, nothing)).toEqual({})
      expect(attempts.spent('run', firstRun)).toEqual({ settled: 0, reserved: 0, attempts: 1, unpriced: 1 })
      attempts.reserve(newAttempt('b'), {}, nothing)
      for (const cap of ['run', 'project', 'day'] as const)
        expect(attempts.reserve(unpriced('c'), { [cap]: 100_000 }, nothing)).toEqual({
          refused: { cap, limit: 100_000, spent: 100_000, needs: null },
        })
    })

    it('of an unknown price waits for its turn where another one is open under the same cap', async () => {
      const { attempts } = await open()
      expect(attempts.reserve(unpriced('a'), {}, nothing)).toEqual({})
      expect(attempts.reserve(unpriced('b'), { day: 100_000 }, nothing)).toEqual({
        refused: { cap: 'day', limit: 100_000, spent: 0, needs: null, turn: true },
      })
      expect(attempts.reserve(newAttempt('c'), { day: 100_000 }, nothing)).toEqual({})
      expect(attempts.isUnpricedOpen('day', newAttempt('a').day)).toBe(true)
      attempts.end('a', { state: 'succeeded', charged: true, facts: { cost: 30_000 }, at: 1 })
      expect(attempts.isUnpricedOpen('day', newAttempt('a').day)).toBe(false)
      expect(attempts.reserve(unpriced('b'), { day: 200_000 }, nothing)).toEqual({})
    })

    it('is made once by one key', async () => {
      const { attempts } = await open()
      attempts.reserve(newAttempt('a'), {}, nothing)
      expect(() => attempts.reserve(newAttempt('a'), {}, nothing)).toThrow(/unique/i)
      expect(attempts.spent('run', firstRun).attempts).toBe(1)
    })
  })

  describe('an attempt', () => {
    it('that the provider took is watched with its ticket, also after a kill', async () => {
      const stores = await open()
      stores.attempts.reserve(newAttempt('a'), {}, nothing)
      stores.attempts.reserve(newAttempt('b'), {}, nothing)
      const ticket = { taskId: 'x', urls: ['https://provider.test/x'] }
      stores.attempts.submitted('a', { ticket, at: 9100, requestId: 'req' }, () =>
        stores.journal.append(firstRun, 1, resumed(1)),
      )
      const { attempts, journal } = await stores.afterKill()
      expect(attempts.watched()).toEqual([
        { ...newAttempt('a'), state: 'open', ticket, submittedAt: 9100, facts: { requestId: 'req' } },
      ])
      expect(await journal.read(firstRun, 0)).toHaveLength(1)
      expect(attempts.pendingAll().map(({ key }) => key)).toEqual(['a', 'b'])
    })

    it('keeps the raw answer until it has succeeded', async () => {
      const stores = await open()
      const answer = { status: 200, body: '{"id":"x"}' }
      stores.attempts.reserve(newAttempt('a'), {}, nothing)
      stores.attempts.answered('a', answer)
      await stores.journal.settle()
      const { attempts } = await stores.afterKill()
      expect(attempts.row('a')).toMatchObject({ answer })
      attempts.end('a', lost)
      expect(attempts.row('a')).toMatchObject({ answer, error: { code: 'unknown-outcome' } })
      attempts.end('a', success)
      expect(attempts.row('a')).not.toHaveProperty('answer')
    })

    it('that succeeded has its cost booked in place of its reservation, also where that is higher', async () => {
      const { attempts } = await open()
      attempts.reserve(newAttempt('a'), {}, nothing)
      attempts.end('a', success)
      expect(attempts.spent('run', firstRun)).toEqual({ settled: 80_000, reserved: 0, attempts: 1, unpriced: 0 })
      expect(attempts.row('a')).toMatchObject({ state: 'succeeded', charged: true, figure: 'provider', endedAt: 9500 })
      attempts.end('a', { ...success, facts: { cost: 130_000 } })
      expect(attempts.spent('run', firstRun)).toEqual({ settled: 130_000, reserved: 0, attempts: 1, unpriced: 0 })
      expect(attempts.pendingAll()).toEqual([])
    })

    it('that was charged without a figure counts as its reserved price, and stays unpriced where that is unknown', async () => {
      const { attempts } = await open()
      attempts.reserve(newAttempt('a'), {}, nothing)
      attempts.reserve(newAttempt('b', { reserved: null }), {}, nothing)
      attempts.end('a', { ...success, facts: {} })
      attempts.end('b', { ...success, facts: {} })
      expect(attempts.spent('run', firstRun)).toEqual({ settled: 100_000, reserved: 0, attempts: 2, unpriced: 1 })
      const entries = await attempts.list({ only: 'all', limit: 10 })
      expect(entries.map(({ key, cost }) => [key, cost])).toEqual([
        ['b', undefined],
        ['a', 100_000],
      ])
    })

    it('that surely cost nothing gives its reservation back', async () => {
      const { attempts } = await open()
      attempts.reserve(newAttempt('a'), {}, nothing)
      attempts.end('a', { state: 'failed', charged: false, facts: {}, at: 1 })
      expect(attempts.spent('day', '2026-11-20')).toMatchObject({ settled: 0, reserved: 0 })
      expect(attempts.reserve(newAttempt('b'), { day: 100_000 }, nothing)).toEqual({})
    })

    it('that nobody knows the end of stays reserved until it is found, and is then booked once', async () => {
      const { attempts } = await open()
      attempts.reserve(newAttempt('a'), {}, nothing)
      attempts.end('a', lost)
      attempts.end('a', lost)
      expect(attempts.spent('run', firstRun)).toMatchObject({ settled: 0, reserved: 100_000, attempts: 1 })
      expect(attempts.pendingAll()).toMatchObject([{ key: 'a', state: 'unknown', charged: 'unknown' }])
      expect(attempts.watched()).toEqual([])
      attempts.submitted('a', { ticket: 'x', at: 9600 }, nothing)
      expect(attempts.watched()).toMatchObject([{ key: 'a', state: 'open', ticket: 'x' }])
      expect(attempts.row('a')).not.toHaveProperty('error')
      expect(attempts.spent('run', firstRun)).toMatchObject({ settled: 0, reserved: 100_000 })
      attempts.end('a', success)
      expect(attempts.spent('run', firstRun)).toEqual({ settled: 80_000, reserved: 0, attempts: 1, unpriced: 0 })
    })

    it('that is written off stands in nobody’s way and stays reserved, until it is found after all', async () => {
      const { attempts } = await open()
      attempts.reserve(newAttempt('a'), {}, nothing)
      attempts.end('a', lost)
      attempts.writeOff('a')
      expect(attempts.row('a')).toMatchObject({ state: 'written-off', charged: 'unknown' })
      expect(attempts.pendingAll()).toEqual([])
      expect(attempts.spent('run', firstRun)).toMatchObject({ settled: 0, reserved: 100_000 })
      attempts.end('a', success)
      attempts.writeOff('a')
      expect(attempts.row('a')).toMatchObject({ state: 'succeeded' })
      expect(attempts.spent('run', firstRun)).toMatchObject({ settled: 80_000, reserved: 0 })
    })

    it('that ended is booked after a kill once the journal has settled', async () => {
      const stores = await open()
      stores.attempts.reserve(newAttempt('a'), {}, nothing)
      stores.attempts.end('a', success)
      await stores.journal.settle()
      const { attempts } = await stores.afterKill()
      expect(attempts.row('a')).toMatchObject({ state: 'succeeded' })
      expect(attempts.spent('run', firstRun)).toMatchObject({ settled: 80_000 })
    })
  })
}
