import { afterAll, beforeAll } from 'vitest'
import { conformances, startEmulator, type Emulator, type ProviderConformance } from '@reelgraph/nodes/conformance'
import type { Stage } from './stage.ts'

export interface EmulatedProvider {
  readonly table: ProviderConformance
  readonly emulator: Emulator
  /** Saves the key of the emulated account. `more` are other fields of it. */
  setKey(stage: Stage, more?: Readonly<Record<string, string>>): Promise<void>
}

/** The emulator of a provider for all tests of a file; with a stage its key is set there. Call after `useStage`. */
export const useProvider = (provider: string, stage?: Stage): EmulatedProvider => {
  const table = conformances.find((entry) => entry.provider === provider)
  if (!table) throw new Error(`${provider} has no emulator`)
  let emulator: Emulator | undefined
  const emulated: EmulatedProvider = {
    table,
    get emulator() {
      if (!emulator) throw new Error('The emulator starts before the first test.')
      return emulator
    },
    async setKey({ api }, more) {
      const { url } = emulated.emulator
      const filled = Object.entries({ ...table.values, ...more }).filter(([, value]) => value !== '')
      await api.ask(`/api/keys/${provider}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...Object.fromEntries(filled), baseUrl: table.baseUrl?.(url) ?? url }),
      })
    },
  }
  beforeAll(async () => {
    emulator = await startEmulator(table.draw)
    if (stage) await emulated.setKey(stage)
  })
  afterAll(() => emulator?.close())
  return emulated
}
