import type { QuickExecutor } from '@reelgraph/shared'
import { frameSize } from '../frame-size.ts'
import type { draftStoryboard } from './definition.ts'
import type { Picture } from './draw-frame.ts'

const DRAW_FRAME = new URL('./draw-frame.ts', import.meta.url)

export const executor: QuickExecutor<typeof draftStoryboard> = {
  async run({ params, inputs, take }, ctx) {
    const { style, slug, seed } = params
    const picture: Picture = { prompt: inputs.prompt, size: frameSize(params), style, slug, seed, take }
    return { image: { bytes: await ctx.compute<Uint8Array>(DRAW_FRAME, picture) } }
  },
}
