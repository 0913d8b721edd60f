import { z } from 'zod'

/**
 * What ElevenLabs takes, as its API's description says it: strict, so that what the real one refuses is refused here. Written by
 * hand beside the models, never derived from them.
 */
const share = z.number().min(0).max(1).optional()
const seed = z.int().min(0).max(4_294_967_295).optional()
const flag = z.boolean().optional()

/** Characters of one request. */
export const LONGEST: Readonly<Record<string, number>> = {
  eleven_multilingual_v2: 10_000,
  eleven_v3: 5000,
  eleven_v4: 10_000,
  eleven_v4_turbo: 10_000,
  eleven_flash_v2_5: 40_000,
}

const Speech = z.strictObject({
  text: z.string().min(1),
  model_id: z.string(),
  language_code: z.string().length(2).optional(),
  voice_settings: z
    .strictObject({
      ...{ stability: share, similarity_boost: share, style: share, use_speaker_boost: flag },
      speed: z.number().min(0.7).max(1.2).optional(),
    })
    .optional(),
  pronunciation_dictionary_locators: z
    .array(z.strictObject({ pronunciation_dictionary_id: z.string(), version_id: z.string().optional() }))
    .max(3)
    .optional(),
  seed,
  previous_text: z.string().optional(),
  next_text: z.string().optional(),
  apply_text_normalization: z.enum(['auto', 'on', 'off']).optional(),
})

const STABILITIES_OF_V3 = [0, 0.5, 1]

export const SPEECH = Speech.superRefine((body, { addIssue }) => {
  const refuse = (param: string, message: string): void => addIssue({ code: 'custom', path: [param], message })
  const { model_id: model, voice_settings: settings } = body
  if (model === 'eleven_multilingual_v2' && body.language_code !== undefined)
    refuse('language_code', 'This model does not take a language code.')
  if (model === 'eleven_v3' && !STABILITIES_OF_V3.includes(settings?.stability ?? 0.5))
    refuse('stability', 'Must be one of: 0.0, 0.5, 1.0')
  if (/^eleven_v\d/.test(model) && (body.previous_text !== undefined || body.next_text !== undefined))
    refuse('previous_text', 'This model does not take the text around.')
  if (model === 'eleven_flash_v2_5' && body.apply_text_normalization === 'on')
    refuse('apply_text_normalization', 'Only in enterprise plans.')
})

export const SOUND = z.strictObject({
  text: z.string().min(1),
  loop: flag,
  duration_seconds: z.number().min(0.5).max(30).nullish(),
  prompt_influence: share,
  model_id: z.enum(['eleven_text_to_sound_v2']).optional(),
})

export const MUSIC = z.strictObject({
  prompt: z.string().min(1).max(4100),
  music_length_ms: z.int().min(3000).max(600_000).nullish(),
  model_id: z.enum(['music_v1', 'music_v2', 'music_v2_5']).optional(),
  force_instrumental: flag,
  store_for_inpainting: flag,
  sign_with_c2pa: flag,
})

const truth = z.enum(['true', 'false']).optional()

/** A form: everything in it is text but the file. */
export const TRANSCRIPT = z.strictObject({
  model_id: z.enum(['scribe_v1', 'scribe_v2']),
  file: z.instanceof(File).refine(({ size }) => size > 100),
  language_code: z.string().min(2).max(3).optional(),
  tag_audio_events: truth,
  num_speakers: z.coerce.number().int().min(1).max(32).optional(),
  timestamps_granularity: z.enum(['none', 'word', 'character']).optional(),
  diarize: truth,
  no_verbatim: truth,
  temperature: z.coerce.number().min(0).max(2).optional(),
  keyterms: z.union([z.string(), z.array(z.string())]).optional(),
})

const mp3 = ['22050_32', '24000_48', '44100_32', '44100_64', '44100_96', '44100_128', '44100_192']
const raw = ['8000', '16000', '22050', '24000', '32000', '44100', '48000']
const compressed = [...mp3.map((kind) => `mp3_${kind}`), 'ulaw_8000', 'alaw_8000']
const opus = ['32', '64', '96', '128', '192'].map((rate) => `opus_48000_${rate}`)

/** What may follow `?output_format=`. */
export const SOUND_FORMATS = [...compressed, ...opus, ...raw.map((rate) => `pcm_${rate}`)]
export const SPEECH_FORMATS = [...SOUND_FORMATS, ...raw.map((rate) => `wav_${rate}`)]
export const MUSIC_FORMATS = [
  ...[...SOUND_FORMATS, 'auto'],
  ...['128', '192', '240', '320'].map((rate) => `mp3_48000_${rate}`),
]
