import { fail, type AssetValue, type QuickExecutor } from '@reelgraph/shared'
import { HeardSchema, heardWords } from '../../hearing/heard-words.ts'
import { sendableSound } from '../../inputs/send-sound.ts'
import { askFor } from './client.ts'
import { nothingInIt, parseJson, unreadable } from './errors.ts'
import { SOUND_LIMITS, termsIn, type scribe } from './scribe-model.ts'

/** Hours of speech are minutes of work, and what is paid for is given up late. */
const PATIENCE_MS = 1_800_000

/** Whichever of its ports is there. */
interface Inputs {
  readonly audio?: AssetValue
  readonly video?: AssetValue
}

export const executor: QuickExecutor<typeof scribe> = {
  async run({ params, inputs }, ctx) {
    const { audio, video }: Inputs = inputs
    const media = audio ?? video
    if (!media) throw fail('missing-input', 'There is nothing to listen to.', { hint: 'Connect a sound or a video.' })
    const form = new FormData()
    const { bytes, mime } = await sendableSound(ctx, media, SOUND_LIMITS)
    form.append('file', new Blob([new Uint8Array(bytes)], { type: mime }), `sound.${mime.split('/')[1] ?? ''}`)
    const fields = {
      ...{ model_id: 'scribe_v2', timestamps_granularity: 'word', no_verbatim: params.noVerbatim },
      ...{ tag_audio_events: params.events, diarize: params.diarize },
      ...(params.language !== '' && { language_code: params.language }),
      ...(params.speakers !== undefined && { num_speakers: params.speakers }),
      ...(params.temperature !== undefined && { temperature: params.temperature }),
    }
    for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
    for (const term of termsIn(params.keyterms) ?? []) form.append('keyterms', term)
    const answer = await askFor(ctx, {
      ...{ path: '/v1/speech-to-text', body: form, patienceMs: PATIENCE_MS },
      wordsField: media.kind,
    })
    const parsed = parseJson(new TextDecoder().decode(answer.bytes))
    if (typeof parsed !== 'object' || parsed === null) throw unreadable('its answer cannot be read')
    const heard = HeardSchema.safeParse(parsed).data
    if (!heard) throw nothingInIt('there is no text in its answer')
    return { text: heard.text, words: heardWords(heard, params.diarize) }
  },
}
