import { describe, expect, test } from 'vitest'
import { begin, make, type Held } from './held.ts'
import { soloProject } from './solo-project.ts'
import { eventually, inStudio, settled } from './studio.ts'

/** While a job is at the provider. */
export const staysInTouch = ({ table, model, isJob }: Held): void => {
  describe('while it is made', () => {
    test('it tells how far it is', async () => {
      if (!table.tellsProgress?.(model.id)) return
      await inStudio({ table }, async (studio) => {
        await make(studio, await soloProject(studio, { model }))
        expect(studio.told.some((fraction) => fraction > 0 && fraction <= 1)).toBe(true)
      })
    })

    test('cancel reaches the provider, and nobody asks after it any more', async () => {
      const { cancels, polls } = table
      await inStudio({ table }, async (studio) => {
        if (!cancels || !polls || !(await isJob(studio))) return
        studio.emulator.hold()
        const run = await begin(studio, await soloProject(studio, { model }))
        await eventually('it is asked after', () => studio.emulator.calls.some(polls))
        await studio.engine.cancel(run)
        const task = await settled(studio, run)
        expect(task.status).toBe('cancelled')
        expect(studio.emulator.calls.filter(cancels)).toHaveLength(1)
        await eventually('its end is known', () => studio.attempts.pendingAll().length === 0)
        expect(studio.attempts.watched()).toEqual([])
        expect(studio.emulator.paid).toHaveLength(1)
      })
    })

    test('an orderly stop asks nothing more and pays nothing more; the next start goes on', async () => {
      const { polls } = table
      await inStudio({ table }, async (studio) => {
        if (!polls || !(await isJob(studio))) return
        studio.emulator.hold()
        await begin(studio, await soloProject(studio, { model }))
        await eventually('it is asked after', () => studio.emulator.calls.some(polls))
        await studio.engine.close()
        const asked = studio.emulator.calls.length
        studio.emulator.release()
        await new Promise((resolve) => void setImmediate(resolve))
        expect(studio.emulator.calls).toHaveLength(asked)
        expect(studio.emulator.paid).toHaveLength(1)
      })
    })
  })
}
