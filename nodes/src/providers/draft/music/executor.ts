import type { QuickExecutor } from '@reelgraph/shared'
import type { Bed, BedInput } from './compose.ts'
import type { draftMusic } from './definition.ts'

export const executor: QuickExecutor<typeof draftMusic> = {
  async run({ params, take }, ctx) {
    const { mood, tempo, seconds, seed = take } = params
    const input: BedInput = { mood, tempo, seconds, seed }
    const { wav } = await ctx.compute<Bed>(new URL('./compose.ts', import.meta.url), input)
    return { audio: { bytes: wav } }
  },
}
