import { z } from 'zod'
import { flag, prompt, seed, type EmulatedEndpoint } from './emulator-fields.ts'

const FORMATS = [
  ...['mp3_22050_32', 'mp3_44100_32', 'mp3_44100_64', 'mp3_44100_96', 'mp3_44100_128', 'mp3_44100_192'],
  ...['pcm_8000', 'pcm_16000', 'pcm_22050', 'pcm_24000', 'pcm_44100', 'pcm_48000', 'ulaw_8000', 'alaw_8000'],
  ...['opus_48000_32', 'opus_48000_64', 'opus_48000_96', 'opus_48000_128', 'opus_48000_192'],
]
const format = z.enum(FORMATS).optional()

const audio = (schema: z.ZodType, gives: NonNullable<EmulatedEndpoint['gives']>, seeds = false): EmulatedEndpoint => ({
  ...{ makes: 'audio', seeds, schema, gives },
})

export const AUDIO_ENDPOINTS: Readonly<Record<string, EmulatedEndpoint>> = {
  'fal-ai/elevenlabs/music': audio(
    z.strictObject({
      ...{
        prompt: prompt.max(4100),
        force_instrumental: flag,
        output_format: format,
        respect_sections_durations: flag,
      },
      music_length_ms: z.int().min(3000).max(600_000).optional(),
    }),
    { seconds: 30 },
  ),
  'fal-ai/minimax-music/v2.6': audio(
    z.strictObject({
      ...{
        prompt: prompt.max(2000),
        lyrics: z.string().max(3500).optional(),
        is_instrumental: flag,
        lyrics_optimizer: flag,
      },
      audio_setting: z
        .strictObject({
          bitrate: z.literal([32_000, 64_000, 128_000, 256_000]).optional(),
          format: z.enum(['mp3', 'wav', 'pcm']).optional(),
          sample_rate: z.literal([16_000, 24_000, 32_000, 44_100]).optional(),
        })
        .optional(),
    }),
    { seconds: 20 },
  ),
  'fal-ai/stable-audio-25/text-to-audio': audio(
    z.strictObject({
      ...{ prompt, seed, sync_mode: flag, seconds_total: z.int().min(1).max(190).optional() },
      num_inference_steps: z.int().min(4).max(8).optional(),
      guidance_scale: z.number().min(1).max(25).optional(),
    }),
    { seconds: 190 },
    true,
  ),
  'fal-ai/lyria2': audio(z.strictObject({ prompt, seed, negative_prompt: z.string().optional() }), { seconds: 30 }),
  'fal-ai/elevenlabs/sound-effects/v2': audio(
    z.strictObject({
      ...{ text: prompt, loop: flag, output_format: format, prompt_influence: z.number().min(0).max(1).optional() },
      duration_seconds: z.number().min(0.5).max(22).optional(),
    }),
    { seconds: 5 },
  ),
}
