import { isMediaType } from '@reelgraph/shared'
import { describe, expect, test } from 'vitest'
import { make, type Held } from './held.ts'
import { portsOf, soloProject } from './solo-project.ts'
import { inStudio } from './studio.ts'

const ADDRESS = /https?:\/\/[^\s"'\\)]+/g

/** How pictures and sounds reach a provider. */
export const sendsMedia = ({ table, model }: Held): void => {
  const listens = 'from' in model.params.shape
  const ways: readonly Record<string, string>[] = listens ? [{}, { from: 'video' }] : [{}]
  const takesMedia = Object.values(portsOf(model, {})).some(({ type }) => isMediaType(type))
  if (!takesMedia) return
  describe('sends what is on this machine', () => {
    test.each(ways)(
      'larger than the provider takes: it comes within its limits, and never as an address of this machine %s',
      async (params) => {
        await inStudio({ table }, async (studio) => {
          studio.emulator.sketch()
          const project = await soloProject(studio, { model, params, optional: true, large: true })
          const task = await make(studio, project)
          expect([task.status, task.error?.message]).toEqual(['succeeded', undefined])
          expect(studio.emulator.paid).toHaveLength(1)
          const sent = studio.emulator.calls.map(({ path, body }) => `${path}\n${body}`).join('\n')
          const addresses = (sent.match(ADDRESS) ?? []).filter((address) => !address.startsWith(studio.emulator.url))
          expect(addresses).toEqual([])
          expect(sent).not.toContain('/api/assets')
        })
      },
    )
  })
}
