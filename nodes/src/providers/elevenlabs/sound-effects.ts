import type { QuickExecutor } from '@reelgraph/shared'
import { askFor } from './client.ts'
import { soundIn } from './sound-in.ts'
import type { soundEffects } from './sound-models.ts'

/** A sound is there in seconds, but what is paid for is given up late. */
const PATIENCE_MS = 900_000

export const executor: QuickExecutor<typeof soundEffects> = {
  async run({ params, inputs: { prompt } }, ctx) {
    const answer = await askFor(ctx, {
      path: `/v1/sound-generation?output_format=${encodeURIComponent(params.quality)}`,
      body: {
        ...{ text: prompt, model_id: 'eleven_text_to_sound_v2' },
        ...{ loop: params.loop, prompt_influence: params.influence },
        duration_seconds: params.naturalLength ? null : params.seconds,
      },
      patienceMs: PATIENCE_MS,
      wordsField: 'prompt',
    })
    return { audio: { bytes: soundIn(answer) } }
  },
}
