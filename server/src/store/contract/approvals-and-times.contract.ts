import { describe, expect, it } from 'vitest'
import { approvalKey } from '../stores.ts'
import { film, trailer } from './fixtures.ts'
import type { OpenStores } from './stores-under-test.ts'

export const describeApprovals = (open: OpenStores): void => {
  describe('approvals', () => {
    const approval = { project: film, node: 'script', item: null, content: 'c1', at: 1 }

    it('hold for the project, node, item and content that a person saw, and for nothing else', async () => {
      const { approvals } = await open()
      approvals.approve(approval)
      approvals.approve({ ...approval, item: '', content: 'c2' })
      approvals.approve({ ...approval, item: 'shot 2', content: 'c3' })
      approvals.approve({ ...approval, project: trailer, content: 'c4' })
      expect([...(await approvals.of(film))].toSorted()).toEqual(
        [
          approvalKey('script', null, 'c1'),
          approvalKey('script', '', 'c2'),
          approvalKey('script', 'shot 2', 'c3'),
        ].toSorted(),
      )
    })

    it('may be given twice, and are there after a kill once the journal has settled', async () => {
      const stores = await open()
      stores.approvals.approve(approval)
      stores.approvals.approve({ ...approval, at: 2 })
      await stores.journal.settle()
      const { approvals } = await stores.afterKill()
      expect([...(await approvals.of(film))]).toEqual([approvalKey('script', null, 'c1')])
    })
  })
}

export const describeModelTimes = (open: OpenStores): void => {
  describe('the times of models', () => {
    it('are unknown for a model that has never run', async () => {
      const { times } = await open()
      times.note('fal/kling', 5)
      expect(times.duration('fal/other')).toBeUndefined()
    })

    it('are figures that were measured: half took no longer than the median, 95 of 100 no longer than p95', async () => {
      const { times } = await open()
      times.note('fal/kling', 7)
      expect(times.duration('fal/kling')).toEqual({ median: 7, p95: 7, runs: 1 })
      for (let time = 100; time >= 1; time -= 1) times.note('fal/kling', time)
      expect(times.duration('fal/kling')).toEqual({ median: 50, p95: 95, runs: 100 })
    })

    it('are of the last hundred', async () => {
      const { times } = await open()
      for (let count = 0; count < 100; count += 1) times.note('fal/kling', 1000)
      for (let count = 0; count < 60; count += 1) times.note('fal/kling', 1)
      expect(times.duration('fal/kling')).toEqual({ median: 1, p95: 1000, runs: 100 })
    })

    it('are there after a kill once the journal has settled', async () => {
      const stores = await open()
      stores.times.note('fal/kling', 3)
      await stores.journal.settle()
      stores.times.note('fal/kling', 5)
      await stores.journal.settle()
      stores.times.note('fal/flux', 4)
      await stores.journal.settle()
      const { times } = await stores.afterKill()
      expect(times.duration('fal/kling')).toEqual({ median: 3, p95: 5, runs: 2 })
      expect(times.duration('fal/flux')).toEqual({ median: 4, p95: 4, runs: 1 })
    })
  })
}
