import { describe, expect, it } from 'vitest'
import type { OpLogEntry } from '../stores.ts'
import { film, trailer } from './fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

const entry = (revision: number, at = revision * 10): OpLogEntry => ({
  id: `batch-${revision}`,
  revision,
  ops: [{ op: 'set', path: ['name'], value: `Form ${revision}` }],
  at,
})

export const describeOpLog = (open: OpenStores): void => {
  describe('the log of changes', () => {
    it('gives every batch after a revision, in order', async () => {
      const { opLog } = await open()
      for (const revision of [1, 2, 3]) await opLog.append(film, entry(revision))
      await opLog.append(trailer, entry(1))
      expect(await opLog.since(film, 1)).toEqual([entry(2), entry(3)])
      expect(await opLog.since(film, 3)).toEqual([])
    })

    it('has on disk what it has accepted', async () => {
      const stores = await open()
      await stores.opLog.append(film, entry(1))
      const { opLog } = await stores.afterKill()
      expect(await opLog.since(film, 0)).toEqual([entry(1)])
    })

    it('refuses a second batch of one revision or one id, and keeps the first', async () => {
      const { opLog } = await open()
      await opLog.append(film, entry(1))
      await expect(opLog.append(film, { ...entry(1), id: 'late' })).rejects.toThrow(/unique/i)
      await expect(opLog.append(film, { ...entry(2), id: 'batch-1' })).rejects.toThrow(/unique/i)
      expect(await opLog.since(film, 0)).toEqual([entry(1)])
    })

    it('finds a batch by the id of its sender, in its project alone', async () => {
      const { opLog } = await open()
      await opLog.append(film, entry(1))
      expect(await opLog.byId(film, 'batch-1')).toEqual(entry(1))
      expect(await opLog.byId(trailer, 'batch-1')).toBeUndefined()
    })

    it('lets go of what is old and needed by no snapshot, without a gap', async () => {
      const { opLog } = await open()
      for (let revision = 1; revision <= 6; revision += 1) await opLog.append(film, entry(revision))
      expect(await opLog.oldest(film)).toEqual({ revision: 1, at: 10 })
      await opLog.shorten(film, { before: 45, keepFrom: 9 })
      expect((await opLog.since(film, 0)).map(({ revision }) => revision)).toEqual([5, 6])
      await opLog.shorten(film, { before: 1000, keepFrom: 5 })
      expect(await opLog.oldest(film)).toEqual({ revision: 6, at: 60 })
      expect(await opLog.oldest(trailer)).toBeUndefined()
    })
  })
}
