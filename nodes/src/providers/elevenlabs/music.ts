import type { QuickExecutor } from '@reelgraph/shared'
import { askFor } from './client.ts'
import { soundIn } from './sound-in.ts'
import type { music } from './sound-models.ts'

/** Ten minutes of music take a good while. */
const PATIENCE_MS = 1_800_000

export const executor: QuickExecutor<typeof music> = {
  async run({ params, inputs: { prompt } }, ctx) {
    const answer = await askFor(ctx, {
      path: `/v1/music?output_format=${encodeURIComponent(params.quality)}`,
      body: {
        // what is used where nothing is said is older
        ...{ prompt, model_id: 'music_v2_5' },
        ...{ music_length_ms: Math.round(params.seconds * 1000), force_instrumental: params.instrumental },
        ...(params.signed && { sign_with_c2pa: true }),
      },
      patienceMs: PATIENCE_MS,
      wordsField: 'prompt',
    })
    return { audio: { bytes: soundIn(answer) } }
  },
}
