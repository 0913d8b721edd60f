import { describe, expect, it } from 'vitest'
import { NodeIdSchema, RunIdSchema, type SequencedEvent } from '@reelgraph/shared'
import { film, firstRun, newRun, resumed, secondRun, trailer } from './fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

const numbers = (events: readonly SequencedEvent[]) => events.map(({ seq, event }) => [seq, event.at])

export const describeRunJournal = (open: OpenStores): void => {
  describe('the journal of runs', () => {
    it('reads a run at once as it was created', async () => {
      const { journal } = await open()
      const run = newRun({
        scope: { of: 'items', node: NodeIdSchema.parse('shot'), items: ['a b', ''] },
        priority: 'high',
        cap: 5,
      })
      journal.create(run)
      expect(await journal.row(firstRun)).toEqual({ ...run, updatedAt: run.createdAt })
      expect(await journal.row(secondRun)).toBeUndefined()
    })

    it('has a run of normal priority and without a cap where nothing else is said', async () => {
      const { journal } = await open()
      journal.create(newRun())
      const row = await journal.row(firstRun)
      expect(row).toMatchObject({ priority: 'normal' })
      expect(row).not.toHaveProperty('cap')
    })

    it('keeps the first of two runs of one id', async () => {
      const { journal } = await open()
      journal.create(newRun())
      journal.create(newRun({ revision: 99 }))
      expect(await journal.row(firstRun)).toMatchObject({ revision: 3 })
    })

    it('reads events in order and from any of them on, before and after they are on disk', async () => {
      const { journal } = await open()
      journal.create(newRun())
      const expectEvents = async () => {
        expect(numbers(await journal.read(firstRun, 0))).toEqual([1, 2, 3, 4].map((seq) => [seq, seq * 10]))
        expect(numbers(await journal.read(firstRun, 2))).toEqual([3, 4].map((seq) => [seq, seq * 10]))
        expect(await journal.read(firstRun, 4)).toEqual([])
      }
      journal.append(firstRun, 1, resumed(10))
      journal.append(firstRun, 2, resumed(20))
      await journal.settle()
      journal.append(firstRun, 3, resumed(30))
      expect(numbers(await journal.read(firstRun, 2))).toEqual([[3, 30]])
      journal.append(firstRun, 4, resumed(40))
      await expectEvents()
      await journal.settle()
      await expectEvents()
    })

    it('keeps the events of runs apart', async () => {
      const { journal } = await open()
      journal.append(firstRun, 1, resumed(1))
      journal.append(secondRun, 1, resumed(2))
      journal.append(firstRun, 2, resumed(3))
      expect(numbers(await journal.read(firstRun, 0))).toEqual([
        [1, 1],
        [2, 3],
      ])
      expect(numbers(await journal.read(secondRun, 0))).toEqual([[1, 2]])
    })

    it('finds what has settled after a kill, and of the rest nothing that has a gap before it', async () => {
      const stores = await open()
      stores.journal.create(newRun())
      for (let seq = 1; seq <= 5; seq += 1) stores.journal.append(firstRun, seq, resumed(seq))
      await stores.journal.settle()
      for (let seq = 6; seq <= 9; seq += 1) stores.journal.append(firstRun, seq, resumed(seq))
      const { journal } = await stores.afterKill()
      expect(await journal.row(firstRun)).toBeDefined()
      const seqs = (await journal.read(firstRun, 0)).map(({ seq }) => seq)
      expect(seqs.slice(0, 5)).toEqual([1, 2, 3, 4, 5])
      expect(seqs).toEqual(seqs.map((_, index) => index + 1))
    })

    it('knows when a run was last heard of: by the last event of its journal', async () => {
      const { journal } = await open()
      journal.create(newRun())
      journal.append(firstRun, 1, resumed(2000))
      journal.append(firstRun, 2, resumed(3000))
      await journal.settle()
      expect(await journal.row(firstRun)).toMatchObject({ createdAt: 1000, updatedAt: 3000 })
      journal.update(firstRun, { status: 'failed', endedAt: 4000, cost: 0 })
      expect(await journal.row(firstRun)).toMatchObject({ updatedAt: 4000 })
    })

    it('changes what it is told of a run and leaves priority and cap where nothing is said of them', async () => {
      const { journal } = await open()
      journal.create(newRun({ priority: 'low', cap: 7 }))
      journal.update(firstRun, { status: 'waiting', cost: 3 })
      expect(await journal.row(firstRun)).toMatchObject({ status: 'waiting', cost: 3, priority: 'low', cap: 7 })
      journal.update(firstRun, { status: 'succeeded', endedAt: 2000, cost: 4, priority: 'high', cap: 9 })
      expect(await journal.row(firstRun)).toMatchObject({
        status: 'succeeded',
        endedAt: 2000,
        priority: 'high',
        cap: 9,
      })
    })

    it('lists the runs of one project newest first, and those that have not ended oldest first', async () => {
      const { journal } = await open()
      const add = (id: string, createdAt: number, more: Parameters<typeof newRun>[0] = {}): void =>
        journal.create(newRun({ id: RunIdSchema.parse(id), createdAt, ...more }))
      add('b', 20)
      add('a', 10)
      add('c', 30, { endedAt: 40, status: 'succeeded' })
      add('d', 5, { project: trailer })
      expect((await journal.list(film)).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
      expect((await journal.unfinished()).map(({ id }) => id)).toEqual(['d', 'a', 'b'])
    })

    it('gives back the graph of a run by its hash, whichever of two came first', async () => {
      const { graphs } = await open()
      graphs.put('h', '{"nodes":{}}')
      graphs.put('h', '{"nodes":{}}')
      expect(await graphs.get('h')).toBe('{"nodes":{}}')
      expect(await graphs.get('other')).toBeUndefined()
    })
  })
}
