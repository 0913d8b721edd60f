import { describe, expect, it } from 'vitest'
import { film, fingerprint, trailer } from './fixtures.ts'
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
  })
}
