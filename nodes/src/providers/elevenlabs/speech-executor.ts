import type { ModelDefinition, QuickExecutor } from '@reelgraph/shared'
import { z } from 'zod'
import { seedOf } from '../../inputs/seed.ts'
import { askFor } from './client.ts'
import { nothingInIt, parseJson, unreadable } from './errors.ts'
import type { SCRIPT, SPEECH } from './speech-models.ts'
import { dictionariesIn } from './speech-problems.ts'
import { VOICES, voiceIdOf } from './voices.ts'
import { AlignmentSchema, wordsIn } from './words.ts'

type Speaker = ModelDefinition<string, typeof SCRIPT, typeof SPEECH>

/** What the rows have between them. */
const ParamsSchema = z.object({
  voice: z.enum(VOICES),
  voiceId: z.string(),
  stability: z.union([
    z.number(),
    z.enum(['creative', 'natural', 'robust']).transform((name) => ({ creative: 0, natural: 0.5, robust: 1 })[name]),
  ]),
  similarity: z.number(),
  style: z.number(),
  speakerBoost: z.boolean(),
  speed: z.number(),
  normalization: z.string(),
  pronunciation: z.string(),
  quality: z.string(),
  seed: z.number().optional(),
  language: z.string().default(''),
  previousText: z.string().default(''),
  nextText: z.string().default(''),
})

const SpokenSchema = z.object({
  audio_base64: z.string(),
  alignment: AlignmentSchema.nullish(),
  normalized_alignment: AlignmentSchema.nullish(),
})

/** A sound is there in seconds, but what is paid for is given up late. */
const PATIENCE_MS = 900_000

/** Every voice model: its row says ElevenLabs' name of it. */
export const speechExecutor = ({ model }: { readonly model: string }): QuickExecutor<Speaker> => ({
  async run({ params: given, inputs: { script }, take }, ctx) {
    const params = ParamsSchema.parse(given)
    const seed = seedOf({ seed: params.seed, take, prompt: script })
    const dictionaries = dictionariesIn(params.pronunciation) ?? []
    const voice = encodeURIComponent(voiceIdOf(params))
    ctx.report({ seed })
    const { bytes } = await askFor(ctx, {
      path: `/v1/text-to-speech/${voice}/with-timestamps?output_format=${encodeURIComponent(params.quality)}`,
      body: {
        ...{ text: script, model_id: model, seed, apply_text_normalization: params.normalization },
        voice_settings: {
          ...{ stability: params.stability, similarity_boost: params.similarity, style: params.style },
          ...{ use_speaker_boost: params.speakerBoost, speed: params.speed },
        },
        ...(params.language !== '' && { language_code: params.language }),
        ...(params.previousText.trim() !== '' && { previous_text: params.previousText }),
        ...(params.nextText.trim() !== '' && { next_text: params.nextText }),
        ...(dictionaries.length > 0 && { pronunciation_dictionary_locators: dictionaries }),
      },
      patienceMs: PATIENCE_MS,
      wordsField: 'script',
    })
    const answer = parseJson(new TextDecoder().decode(bytes))
    if (typeof answer !== 'object' || answer === null) throw unreadable('its answer cannot be read')
    const spoken = SpokenSchema.safeParse(answer).data
    if (!spoken || spoken.audio_base64 === '') throw nothingInIt('there is no sound in its answer')
    const alignment = spoken.alignment ?? spoken.normalized_alignment
    return {
      audio: { bytes: new Uint8Array(Buffer.from(spoken.audio_base64, 'base64')) },
      words: alignment ? [...wordsIn(alignment)] : [],
    }
  },
})
