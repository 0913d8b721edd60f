import { describe, expect, it } from 'vitest'
import type { NewSetback } from '../stores.ts'
import { film, fingerprint, firstRun, storedResult, trailer } from './fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

export const describeSetbacks = (open: OpenStores): void => {
  describe('tries of which nothing has come', () => {
    const setback = { project: film, node: 'shot', item: null, ended: 'failed', at: 1 } as const

    it('are kept by task, the last of each, and after a kill once the journal has settled', async () => {
      const stores = await open()
      expect(stores.setbacks.of(film)).toEqual(new Map())
      stores.setbacks.note({ ...setback, fingerprint: fingerprint('a') })
      stores.setbacks.note({ ...setback, ended: 'cancelled', at: 2 })
      stores.setbacks.note({ ...setback, item: 's1', ended: 'unknown', at: 3, fingerprint: fingerprint('b') })
      stores.setbacks.note({ ...setback, project: trailer, at: 4 })
      const kept = new Map([
        ['shot', { ended: 'cancelled', at: 2 }],
        ['shot s1', { ended: 'unknown', at: 3, fingerprint: fingerprint('b') }],
      ])
      expect(stores.setbacks.of(film)).toEqual(kept)
      await stores.journal.settle()
      const { setbacks } = await stores.afterKill()
      expect(setbacks.of(film)).toEqual(kept)
    })

    it('tell what their run told of them, until something is made there', async () => {
      const stores = await open()
      const told = (item: string | null, ended: 'failed' | 'cancelled', at: number): NewSetback => {
        const task = { node: 'shot', item, position: 0, reused: false, attempts: [], deaths: 0, endedAt: at } as const
        const reason = { because: 'never-run' } as const
        return { ...setback, item, ended, at, told: { run: firstRun, task: { ...task, status: ended, reason } } }
      }
      const tries = [told(null, 'failed', 5), told('s 1', 'failed', 6), told('s2', 'cancelled', 7)] as const
      for (const one of [...tries, { ...setback, node: 'other' }]) stores.setbacks.note(one)
      stores.results.put(storedResult('before', { item: 's 1', at: 2 }))
      expect(stores.setbacks.told(film)).toEqual([tries[2].told, tries[1].told, tries[0].told])
      expect(stores.setbacks.told(trailer)).toEqual([])
      stores.results.put(storedResult('after', { item: null, at: 8 }))
      stores.results.use({ project: film, node: 'shot', item: 's2', fingerprint: fingerprint('after'), at: 9 })
      expect(stores.setbacks.told(film)).toEqual([tries[1].told])
      await stores.journal.settle()
      const { setbacks } = await stores.afterKill()
      expect(setbacks.told(film)).toEqual([tries[1].told])
    })
  })
}
