import { toFile } from 'openai'
import { fail, type AssetValue, type Context, type QuickExecutor } from '@reelgraph/shared'
import { z } from 'zod'
import { sendableSound } from '../../inputs/send-sound.ts'
import { paidClient } from './client.ts'
import { failureOf, nothingInIt, unreadable } from './errors.ts'
import prices from './prices.json' with { type: 'json' }
import { rateIn } from './rate.ts'
import { SOUND_LIMITS, type whisper } from './whisper-model.ts'
import { punctuated } from './whisper-words.ts'

const PATIENCE_MS = 600_000
const MICROS = 1_000_000

const HeardSchema = z.object({
  text: z.string().nullish(),
  duration: z.number().nullish(),
  words: z.array(z.object({ word: z.string(), start: z.number(), end: z.number() })).nullish(),
  usage: z.object({ seconds: z.number().nullish() }).nullish(),
})

/** Whichever of its ports is there. */
interface Inputs {
  readonly audio?: AssetValue
  readonly video?: AssetValue
}

export const executor: QuickExecutor<typeof whisper> = {
  async run({ params: { language, keyterms, temperature }, inputs }, ctx) {
    const { audio, video }: Inputs = inputs
    const media = audio ?? video
    if (!media) throw fail('missing-input', 'There is nothing to listen to.', { hint: 'Connect a sound or a video.' })
    const terms = keyterms
      .split('\n')
      .map((term) => term.trim())
      .filter((term) => term !== '')
    const told = {
      ...(language !== '' && { language }),
      ...(terms.length > 0 && { prompt: terms.join(', ') }),
      ...(temperature !== undefined && { temperature }),
    }
    const heard = HeardSchema.safeParse(await listen(ctx, media, told))
    if (!heard.success) throw unreadable('its answer cannot be read')
    const { text, duration, usage, words } = heard.data
    const seconds = usage?.seconds ?? duration
    if (typeof seconds === 'number') {
      const cost = Math.round((Math.ceil(seconds) / 60) * rateIn(prices.rates, 'whisperPerMinute') * MICROS)
      ctx.report({ cost, units: { seconds } })
    }
    if (typeof text !== 'string') throw nothingInIt('there is no text in its answer')
    return { text, words: punctuated(text, words ?? []).map((word) => ({ ...word })) }
  },
}

interface Told {
  readonly language?: string
  readonly prompt?: string
  readonly temperature?: number
}

const listen = async (ctx: Context, media: AssetValue, told: Told): Promise<unknown> => {
  const { bytes, mime } = await sendableSound(ctx, media, SOUND_LIMITS)
  const file = await toFile(bytes, `sound.${endingOf(mime)}`, { type: mime })
  try {
    return await paidClient(ctx, { patienceMs: PATIENCE_MS }).audio.transcriptions.create({
      ...{ file, model: 'whisper-1', response_format: 'verbose_json', timestamp_granularities: ['word'] },
      ...told,
    })
  } catch (thrown) {
    throw failureOf(thrown, ctx)
  }
}

/** It goes by the file's name. */
const endingOf = (mime: string): string =>
  ({ 'audio/mpeg': 'mp3', 'audio/mp4': 'm4a' })[mime] ?? mime.replace(/^.*\/(x-)?/, '')
