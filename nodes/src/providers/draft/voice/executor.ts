import type { QuickExecutor } from '@reelgraph/shared'
import type { draftVoice } from './definition.ts'
import type { SpeakInput, Speech } from './speak.ts'

export const executor: QuickExecutor<typeof draftVoice> = {
  async run({ params, inputs }, ctx) {
    const input: SpeakInput = { script: inputs.script, ...params }
    const { wav, words } = await ctx.compute<Speech>(new URL('./speak.ts', import.meta.url), input)
    return { audio: { bytes: wav }, words: words.map(({ word, start, end }) => ({ word, start, end })) }
  },
}
