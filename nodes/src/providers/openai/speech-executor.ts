import type { QuickExecutor } from '@reelgraph/shared'
import { paidClient } from './client.ts'
import { failureOf, nothingInIt, unreadable } from './errors.ts'
import type { gpt4oMiniTts } from './speech-model.ts'

const PATIENCE_MS = 300_000

export const executor: QuickExecutor<typeof gpt4oMiniTts> = {
  async run({ params: { voice, instructions, speed, format }, inputs: { script } }, ctx) {
    let kind: string
    let bytes: Uint8Array
    try {
      const response = await paidClient(ctx, { patienceMs: PATIENCE_MS }).audio.speech.create({
        ...{ model: 'gpt-4o-mini-tts', input: script, voice, response_format: format, speed },
        ...(instructions.trim() !== '' && { instructions }),
      })
      kind = response.headers.get('content-type') ?? ''
      bytes = new Uint8Array(await response.arrayBuffer())
    } catch (thrown) {
      throw failureOf(thrown, ctx)
    }
    if (/html|json|^text\//.test(kind)) throw unreadable(`its answer is no sound but ${kind}`)
    if (bytes.length === 0) throw nothingInIt('there is no sound in its answer')
    return { audio: { bytes } }
  },
}
