import { describe, expect, it } from 'vitest'
import { film, fingerprint, storedResult, trailer } from './fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

export const describeResults = (open: OpenStores): void => {
  describe('stored results', () => {
    it('are found by fingerprint, and what there is none of is not in the answer', async () => {
      const { results } = await open()
      results.put(storedResult('a'))
      results.put(storedResult('b', { cost: 0, at: 6000 }))
      const found = await results.get([fingerprint('a'), fingerprint('b'), fingerprint('c')])
      expect([...found.keys()].toSorted()).toEqual([fingerprint('a'), fingerprint('b')].toSorted())
      const { outputs, subject } = storedResult('b')
      expect(found.get(fingerprint('b'))).toMatchObject({
        at: 6000,
        cost: 0,
        node: 'shot',
        item: null,
        outputs,
        subject,
      })
      expect((await results.get([fingerprint('a')])).size).toBe(1)
      expect((await results.get([])).size).toBe(0)
    })

    it('say all that is known of them: who made them, for how much, and what the provider told', async () => {
      const { results } = await open()
      const plain = storedResult('a', { at: 1 })
      const told = storedResult('b', { at: 2, item: 'shot 2', requestId: 'req-7', seed: 42, units: { credits: 12.5 } })
      const edited = storedResult('c', { at: 3, edited: true })
      for (const result of [plain, told, edited]) results.put(result)
      expect(await results.list({ project: film, node: 'shot' })).toEqual([edited, told, plain])
    })

    it('say what is off with them since somebody has looked, beside all that was known', async () => {
      const stores = await open()
      const plain = storedResult('a', { at: 1 })
      const told = storedResult('b', { at: 2, requestId: 'req-7', seed: 42 })
      for (const result of [plain, told]) stores.results.put(result)
      expect((await stores.results.get([fingerprint('a')])).get(fingerprint('a'))?.findings).toBeUndefined()
      const off = [{ check: 'black', port: 'video', seconds: 4, of: 5 }] as const
      stores.results.found(fingerprint('a'), off)
      stores.results.found(fingerprint('b'), [])
      stores.results.found(fingerprint('c'), off)
      await stores.journal.settle()
      const { results } = await stores.afterKill()
      expect(await results.list({ project: film, node: 'shot' })).toEqual([
        { ...told, findings: [] },
        { ...plain, findings: off },
      ])
      const known = await results.get([fingerprint('a'), fingerprint('b')])
      expect([known.get(fingerprint('a'))?.findings, known.get(fingerprint('b'))?.findings]).toEqual([off, []])
    })

    it('are the newest where one was stored twice', async () => {
      const { results } = await open()
      results.put(storedResult('a', { at: 1 }))
      results.put(storedResult('a', { at: 2 }))
      expect((await results.get([fingerprint('a')])).get(fingerprint('a'))).toMatchObject({ at: 2 })
      expect((await results.get([fingerprint('a'), fingerprint('b')])).get(fingerprint('a'))).toMatchObject({ at: 2 })
    })

    it('are listed for one node, or one item of it', async () => {
      const { results } = await open()
      results.put(storedResult('a', { item: 'one', at: 1 }))
      results.put(storedResult('b', { item: 'two', at: 2 }))
      results.put(storedResult('c', { node: 'other', at: 3 }))
      const names = async (query: { readonly node: string; readonly item?: string }) =>
        (await results.list({ project: film, ...query })).map((result) => result.fingerprint)
      expect(await names({ node: 'shot' })).toEqual([fingerprint('b'), fingerprint('a')])
      expect(await names({ node: 'shot', item: 'one' })).toEqual([fingerprint('a')])
      expect(await names({ node: 'nobody' })).toEqual([])
    })

    it('recently made or taken are one for every node and item', async () => {
      const { results } = await open()
      results.put(storedResult('a', { at: 1 }))
      results.put(storedResult('b', { at: 2 }))
      results.put(storedResult('c', { item: 'one', at: 3 }))
      const recent = async () =>
        (await results.recent(film)).map((row) => `${row.node} ${row.item} ${row.fingerprint}`).toSorted()
      expect(await recent()).toEqual([`shot null ${fingerprint('b')}`, `shot one ${fingerprint('c')}`].toSorted())
      results.use({ project: film, node: 'shot', item: null, fingerprint: fingerprint('a'), at: 9 })
      expect(await recent()).toEqual([`shot null ${fingerprint('a')}`, `shot one ${fingerprint('c')}`].toSorted())
    })

    it('that another project took are recent there under the node that took them', async () => {
      const { results } = await open()
      results.put(storedResult('a'))
      results.use({ project: trailer, node: 'opening', item: null, fingerprint: fingerprint('a'), at: 9 })
      expect(await results.recent(trailer)).toMatchObject([
        { node: 'opening', item: null, fingerprint: fingerprint('a'), outputs: storedResult('a').outputs },
      ])
      expect(await results.list({ project: trailer, node: 'opening' })).toMatchObject([
        { node: 'opening', cost: 250_000 },
      ])
    })

    it('are there after a kill once the journal has settled', async () => {
      const stores = await open()
      stores.results.put(storedResult('a'))
      await stores.journal.settle()
      const { results } = await stores.afterKill()
      expect(await results.list({ project: film, node: 'shot' })).toEqual([storedResult('a')])
    })
  })

  describe('takes', () => {
    it('know the highest ever tried at a node and item, which never goes down', async () => {
      const { takes } = await open()
      const shot = { project: film, node: 'shot', item: '' }
      expect(await takes.highest(shot)).toBe(0)
      takes.note({ ...shot, take: 3 })
      takes.note({ ...shot, take: 2 })
      takes.note({ ...shot, item: 'one', take: 7 })
      expect(await takes.highest(shot)).toBe(3)
      expect(await takes.highest({ ...shot, item: 'one' })).toBe(7)
      expect(await takes.highest({ ...shot, project: trailer })).toBe(0)
    })
  })
}
