import { catalog } from '@reelgraph/nodes/catalog'
import type { Failure } from '@reelgraph/nodes/conformance'
import { describe, expect, test } from 'vitest'
import { begin, lastOf, make, type Held } from './held.ts'
import { soloProject } from './solo-project.ts'
import { inStudio, settled, type Place } from './studio.ts'

/** One paid request an attempt, whatever becomes of lines, servers and processes. */
export const paysOnce = ({ table, model, isJob }: Held): void => {
  describe('never pays twice', () => {
    const lost: readonly (readonly [string, Failure])[] = [
      ['the line breaks before it was taken', { as: 'dropped', accepts: false }],
      ['the line breaks after it was taken', { as: 'dropped', accepts: true }],
      ['half of the answer comes', { as: 'cut' }],
      ['500 before it was taken', { as: 'answer', status: 500, body: { detail: 'Internal server error' } }],
      [
        '500 after it was taken',
        { as: 'answer', status: 500, body: { detail: 'Internal server error' }, accepts: true },
      ],
      ['502 with a page', { as: 'answer', status: 502, body: '<html>Bad gateway</html>' }],
      ['408 of a proxy that gave up waiting', { as: 'answer', status: 408, body: '<html>Request timeout</html>' }],
      ['503', { as: 'answer', status: 503, body: { detail: 'Service unavailable' } }],
      ['an answer that cannot be read', { as: 'answer', status: 200, body: '<html>welcome</html>', accepts: true }],
    ]
    test.each(lost)('%s', async (_, failure) => {
      await inStudio({ table }, async (studio) => {
        studio.emulator.fail(failure)
        const task = await make(studio, await soloProject(studio, { model }))
        expect(studio.emulator.paid).toHaveLength(1)
        // known to be there only where the provider can be asked
        expect(['unknown', 'succeeded']).toContain(task.status)
        const taken = failure.as === 'cut' || ('accepts' in failure && failure.accepts)
        if (!taken) expect(task.status).toBe('unknown')
        else if (table.finds?.(model.id)) expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
        if (task.status === 'unknown') {
          expect(task.error?.code).toBe('unknown-outcome')
          expect(lastOf(task)?.charged).toBe('unknown')
        }
      })
    })

    test.each([
      ['UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error (attempted address: 192.0.2.1:443, timeout: 10000ms)'],
      ['ECONNREFUSED', 'connect ECONNREFUSED 192.0.2.1:443'],
    ])(
      'a connection that never comes about, %s: nothing left, nothing was paid, and it is tried again',
      async (code, said) => {
        // as Node's own fetch says it
        const neverLeaves = new TypeError('fetch failed', { cause: Object.assign(new Error(said), { code }) })
        await inStudio({ table, neverLeaves }, async (studio) => {
          const task = await make(studio, await soloProject(studio, { model }))
          expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
          expect(task.attempts.map(({ status }) => status)).toEqual(['failed', 'succeeded'])
          expect(task.attempts[0]).toMatchObject({ charged: false, error: { code: 'provider-down' } })
          expect(task.attempts[0]?.error?.message).toContain(said)
          expect(studio.emulator.paid).toHaveLength(1)
        })
      },
    )

    test('no answer ever comes', async () => {
      await inStudio({ table }, async (studio) => {
        studio.emulator.fail({ as: 'hanging', accepts: false })
        const task = await make(studio, await soloProject(studio, { model }))
        expect(task.status).toBe('unknown')
        expect(studio.emulator.paid).toHaveLength(1)
      })
    })

    test('what was made cannot be fetched at first', async () => {
      const { downloads } = table
      if (!downloads) return
      await inStudio({ table }, async (studio) => {
        studio.emulator.fail({ as: 'answer', status: 503, body: 'later' }, { on: downloads, times: 2 })
        studio.emulator.fail({ as: 'cut' }, { on: downloads })
        const task = await make(studio, await soloProject(studio, { model }))
        expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
        expect(studio.emulator.paid).toHaveLength(1)
      })
    })

    test('an address that has expired is asked for anew, and nothing is made again', async () => {
      const { downloads, polls } = table
      if (!downloads || !polls || model.makes === 'text') return
      await inStudio({ table }, async (studio) => {
        studio.emulator.fail({ as: 'answer', status: 403, body: 'Request has expired' }, { on: downloads })
        studio.emulator.fail({ as: 'answer', status: 404, body: 'Not found' }, { on: downloads })
        const task = await make(studio, await soloProject(studio, { model }))
        expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
        expect(studio.emulator.paid).toHaveLength(1)
        const steps = studio.emulator.calls.flatMap((call) => (downloads(call) ? 'fetch' : polls(call) ? 'ask' : []))
        const fromFirst = steps.slice(steps.indexOf('fetch')).join(' ')
        expect(fromFirst).toMatch(/^fetch( ask)+ fetch( ask)+ fetch$/)
      })
    })

    test('asking after it fails in every way', async () => {
      const { polls } = table
      await inStudio({ table }, async (studio) => {
        if (!polls || !(await isJob(studio))) return
        const ways: readonly Failure[] = [
          { as: 'answer', status: 500, body: { detail: 'Internal server error' } },
          { as: 'answer', status: 503, body: 'Service unavailable' },
          { as: 'answer', status: 429, headers: { 'retry-after': '1' }, body: { detail: 'slow down' } },
          { as: 'answer', status: 200, body: 'no JSON at all' },
          { as: 'dropped', accepts: false },
          { as: 'cut' },
        ]
        for (const way of ways) studio.emulator.fail(way, { on: polls })
        const task = await make(studio, await soloProject(studio, { model }))
        expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
        expect(studio.emulator.paid).toHaveLength(1)
      })
    })

    test('asking after it is answered in odd ways: who, with what and why is said, and it is asked again', async () => {
      const { polls } = table
      await inStudio({ table }, async (studio) => {
        if (!polls || !(await isJob(studio))) return
        const odd = [418, 404, 409, 502]
        const title = catalog.providers.get(table.provider)?.title
        for (const status of odd)
          studio.emulator.fail({ as: 'answer', status, body: `<html>odd-${status}</html>` }, { on: polls })
        const task = await make(studio, await soloProject(studio, { model }))
        expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
        expect(studio.emulator.paid).toHaveLength(1)
        expect(studio.warnings).toHaveLength(odd.length)
        for (const [index, status] of odd.entries()) {
          expect(studio.warnings[index]).toContain(title)
          expect(studio.warnings[index]).toMatch(new RegExp(`HTTP ${status}.*odd-${status}`))
          expect(studio.warnings[index]).not.toContain('Reelgraph')
        }
      })
    })

    test('asking after it fails for minutes on end: it is not lost', async () => {
      const { polls } = table
      await inStudio({ table }, async (studio) => {
        if (!polls || !(await isJob(studio))) return
        const failure = { as: 'answer', status: 500, body: { detail: 'Internal server error' } } as const
        studio.emulator.fail(failure, { on: polls, times: 40 })
        const task = await make(studio, await soloProject(studio, { model }))
        expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
        expect(studio.emulator.paid).toHaveLength(1)
      })
    })

    const places: readonly (readonly [Place, string])[] = [
      ['answer-came', 'between submit and answer'],
      ['answer-kept', 'between answer and ticket'],
      ['polling', 'between ticket and result'],
      ['downloading', 'between result and download'],
    ]
    test.each(places)('the process dies at %s: %s', async (place) => {
      await inStudio({ table, dieAt: place }, async (studio) => {
        if (!(await isJob(studio)) && place !== 'answer-came') return
        // what comes inside an answer is not fetched
        if (place === 'downloading' && (model.makes === 'text' || !table.downloads)) return
        const run = await begin(studio, await soloProject(studio, { model }))
        await studio.died
        const next = await studio.reborn()
        await next.engine.resume()
        const task = await settled(next, run)
        expect(studio.emulator.paid).toHaveLength(1)
        if (place === 'answer-came') expect(['unknown', 'succeeded']).toContain(task.status)
        else expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
      })
    })
  })
}
