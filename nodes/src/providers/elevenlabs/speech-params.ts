import { z } from 'zod'
import { seedParam } from '../../inputs/seed.ts'
import { VOICE_LABELS, VOICES } from './voices.ts'

const QUALITIES = [
  'mp3_22050_32',
  'mp3_44100_64',
  'mp3_44100_128',
  'mp3_44100_192',
  'wav_24000',
  'wav_44100',
  'wav_48000',
] as const

export const voice = {
  voice: z.enum(VOICES).default('george').meta({ title: 'Voice', labels: VOICE_LABELS }),
  voiceId: z.string().max(64).default('').meta({
    title: 'Voice ID',
    description: 'Of a voice of your own, or of any other in your account. Empty: the voice above.',
    placeholder: 'JBFqnCBsd6RMkjVDRZzb',
    live: true,
  }),
}

const share = (title: string, first: number, description: string, advanced = false) =>
  z.number().min(0).max(1).default(first).meta({ title, description, widget: 'slider', step: 0.05, advanced })

export const character = {
  similarity: share('Similarity', 0.75, 'How closely it keeps to the sound of the voice.'),
  style: share('Style', 0, 'Exaggerates how the voice speaks. More of it is less stable.', true),
  speakerBoost: z.boolean().default(true).meta({
    title: 'Speaker boost',
    description: 'Nearer to the voice, and slower to make.',
    advanced: true,
  }),
  speed: z.number().min(0.7).max(1.2).default(1).meta({ title: 'Speed', unit: '×', widget: 'slider', step: 0.05 }),
}
export const stability = {
  stability: share('Stability', 0.5, 'Less is livelier and less even; more is calmer, in the end monotonous.'),
}
export const stabilityChoice = {
  stability: z
    .enum(['creative', 'natural', 'robust'])
    .default('natural')
    .meta({
      title: 'Stability',
      description: 'Creative follows directions such as [whispers] best; robust is the most even.',
      widget: 'segmented',
      labels: { creative: 'Creative', natural: 'Natural', robust: 'Robust' },
    }),
}

export const language = {
  language: z.string().max(3).default('').meta({
    title: 'Language',
    description: 'Two letters, such as en or de. Empty: by the words.',
    placeholder: 'auto',
    advanced: true,
  }),
}
const around = (title: string, description: string) =>
  z.string().max(5000).default('').meta({ title, description, widget: 'textarea', advanced: true })
export const context = {
  previousText: around('Said before', 'So that it goes on in the same tone. It is not spoken.'),
  nextText: around('Said after', 'So that it leads over to it. It is not spoken.'),
}

const NORMALIZING = { auto: 'Where it helps', on: 'Always', off: 'Never' }
export const normalization = <const N extends readonly ('auto' | 'on' | 'off')[]>(ways: N) => ({
  normalization: z
    .enum(ways)
    .default('auto' as never) // one of its values
    .meta({ title: 'Spell out numbers', labels: NORMALIZING, advanced: true }),
})

export const delivery = {
  pronunciation: z.string().max(400).default('').meta({
    title: 'Pronunciation',
    description: 'Up to three dictionaries of your account, one a line, as ID:version.',
    widget: 'textarea',
    advanced: true,
  }),
  quality: z
    .enum(QUALITIES)
    .default('mp3_44100_128')
    .meta({
      title: 'Quality',
      description: '192 kbit/s and WAV at 44.1 kHz or more need a larger plan.',
      labels: {
        mp3_22050_32: 'MP3, 32 kbit/s',
        mp3_44100_64: 'MP3, 64 kbit/s',
        mp3_44100_128: 'MP3, 128 kbit/s',
        mp3_44100_192: 'MP3, 192 kbit/s',
        wav_24000: 'WAV, 24 kHz',
        wav_44100: 'WAV, 44.1 kHz',
        wav_48000: 'WAV, 48 kHz',
      },
      advanced: true,
    }),
  seed: seedParam(),
}
