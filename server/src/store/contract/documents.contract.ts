import { describe, expect, it } from 'vitest'
import type { OpenStores } from './stores-under-test.ts'

export const describeDocuments = (open: OpenStores): void => {
  describe('documents', () => {
    it('are read as they were written, and are missing where nobody has written one', async () => {
      const { documents } = await open()
      expect(await documents.read('film')).toEqual({ state: 'missing' })
      await documents.write('film', { form: 1 })
      expect(await documents.read('film')).toEqual({ state: 'good', data: { form: 1 } })
      expect(await documents.ids()).toEqual(['film'])
    })

    it('are on disk when they have been written', async () => {
      const stores = await open()
      await stores.documents.write('film', { form: 1 })
      await stores.documents.write('film', { form: 2 })
      const { documents } = await stores.afterKill()
      expect(await documents.read('film')).toEqual({ state: 'good', data: { form: 2 } })
    })

    it('end as the last that was asked for, however many were asked for at once', async () => {
      const { documents } = await open()
      const forms = Array.from({ length: 20 }, (_, index) => index)
      await Promise.all(forms.map((form) => documents.write('film', { form })))
      expect(await documents.read('film')).toEqual({ state: 'good', data: { form: 19 } })
    })

    it('are kept in their last good forms as well, the latest first', async () => {
      const { documents } = await open()
      for (const form of [1, 2, 3]) await documents.write('film', { form })
      expect((await documents.forms('film')).map(({ form }) => form)).toEqual([3, 2, 1])
    })

    it('go to the bin and come back', async () => {
      const { documents } = await open()
      await documents.write('film', { form: 1 })
      expect(await documents.bin('film')).toBe(true)
      expect(await documents.bin('film')).toBe(false)
      expect(await documents.ids()).toEqual([])
      expect(await documents.read('film')).toEqual({ state: 'missing' })
      expect(await documents.binned()).toEqual(['film'])
      expect(await documents.restore('film')).toBe(true)
      expect(await documents.restore('film')).toBe(false)
      expect(await documents.binned()).toEqual([])
      expect(await documents.read('film')).toEqual({ state: 'good', data: { form: 1 } })
    })

    it('are mended without losing the form that was there', async () => {
      const { documents } = await open()
      await documents.write('film', { form: 1 })
      expect(await documents.mend('film', { form: 2 })).not.toBe('')
      expect(await documents.read('film')).toEqual({ state: 'good', data: { form: 2 } })
    })
  })
}
