import { z } from 'zod'
import { seedParam } from '../../inputs/seed.ts'
import { AUDIO, falModel, words } from './family.ts'
import { guidance, negativePrompt, steps } from './params.ts'
import { newerRequest, request } from './request.ts'

const music = words('Slow strings under a lone piano, hopeful, cinematic, no drums')
const sounds = words('Heavy wooden door creaks open, footsteps on stone, distant wind')

const MUSIC = [
  'Slow strings under a lone piano, hopeful, cinematic, no drums, 70 bpm',
  'Tense pulsing synth bass, ticking percussion, building towards a cut, 110 bpm',
  'Warm acoustic guitar and brushed drums, morning kitchen, 95 bpm',
] as const

const instrumental = () => z.boolean().default(true).meta({ title: 'Instrumental', description: 'Nobody sings.' })
const quality = () =>
  z
    .enum(['mp3_44100_64', 'mp3_44100_128', 'mp3_44100_192'])
    .default('mp3_44100_128')
    .meta({
      title: 'Quality',
      labels: { mp3_44100_64: '64 kbit/s', mp3_44100_128: '128 kbit/s', mp3_44100_192: '192 kbit/s' },
      advanced: true,
    })

export const elevenMusic = falModel({
  id: 'fal/elevenlabs-music',
  makes: 'audio',
  title: 'Eleven Music',
  summary: 'Music of exactly the length you need, with or without singing. By ElevenLabs, on fal.',
  inputs: { prompt: music },
  outputs: AUDIO,
  params: z.object({
    seconds: z.number().min(3).max(600).default(30).meta({ title: 'Length', unit: 's', step: 1 }),
    instrumental: instrumental(),
    quality: quality(),
  }),
  dollars: ({ params: { seconds }, rate }) => (rate('elevenMusicPerMinute') * seconds) / 60,
  request: ({ prompt, params }) =>
    request('fal-ai/elevenlabs/music', {
      ...{ prompt, music_length_ms: Math.round(params.seconds * 1000), force_instrumental: params.instrumental },
      output_format: params.quality,
    }),
  examples: MUSIC,
})

export const minimaxMusic = falModel({
  id: 'fal/minimax-music-2.6',
  makes: 'audio',
  title: 'MiniMax Music 2.6',
  summary: 'Whole songs from a style and lyrics, or instrumental pieces, at one price. By MiniMax, on fal.',
  inputs: { prompt: music },
  outputs: AUDIO,
  params: z.object({
    instrumental: instrumental(),
    lyrics: z.string().max(3500).default('').meta({
      title: 'Lyrics',
      description: 'With [Verse], [Chorus], [Bridge] … Empty: it writes its own.',
      widget: 'textarea',
    }),
    format: z
      .enum(['mp3', 'wav'])
      .default('mp3')
      .meta({ title: 'File format', labels: { mp3: 'MP3', wav: 'WAV' }, advanced: true }),
    sampleRate: z
      .literal([16000, 24000, 32000, 44100])
      .default(44100)
      .meta({ title: 'Sample rate', unit: 'Hz', advanced: true }),
    bitrate: z
      .literal([32000, 64000, 128000, 256000])
      .default(256000)
      .meta({ title: 'Bit rate', unit: 'bit/s', advanced: true }),
  }),
  dollars: ({ rate }) => rate('minimaxMusicPerSong'),
  request({ prompt, params }) {
    const { format, sampleRate: sample_rate, bitrate } = params
    const lyrics = params.instrumental ? '' : params.lyrics.trim()
    return newerRequest('fal-ai/minimax-music/v2.6', {
      ...{ prompt, lyrics, is_instrumental: params.instrumental },
      ...{ lyrics_optimizer: !params.instrumental && lyrics === '', audio_setting: { format, sample_rate, bitrate } },
    })
  },
  examples: MUSIC,
})

export const stableAudio = falModel({
  id: 'fal/stable-audio-2.5',
  makes: 'audio',
  title: 'Stable Audio 2.5',
  summary: 'Music and sounds up to three minutes, the same again with the same seed. By Stability AI, on fal.',
  inputs: { prompt: music },
  outputs: AUDIO,
  params: z.object({
    seconds: z.int().min(1).max(190).default(30).meta({ title: 'Length', unit: 's', step: 1 }),
    steps: steps(8, 8, 4),
    guidance: guidance(1, { least: 1, most: 25 }),
    seed: seedParam(),
  }),
  dollars: ({ rate }) => rate('stableAudioPerFile'),
  request: ({ prompt, params, seed }) =>
    request('fal-ai/stable-audio-25/text-to-audio', {
      ...{ prompt, seed, seconds_total: params.seconds },
      ...{ num_inference_steps: params.steps, guidance_scale: params.guidance },
    }),
  examples: MUSIC,
})

export const lyria2 = falModel({
  id: 'fal/lyria2',
  makes: 'audio',
  title: 'Lyria 2',
  summary: 'Thirty seconds of instrumental music. By Google, on fal.',
  inputs: { prompt: music },
  outputs: AUDIO,
  params: z.object({ negativePrompt: negativePrompt('low quality'), seed: seedParam() }),
  dollars: ({ rate }) => rate('lyria2PerThirtySeconds'),
  request: ({ prompt, params, seed }) =>
    request('fal-ai/lyria2', { prompt, seed, negative_prompt: params.negativePrompt }),
  examples: MUSIC,
})

export const elevenSound = falModel({
  id: 'fal/elevenlabs-sound-effects',
  makes: 'audio',
  title: 'Eleven Sound Effects',
  summary: 'Sounds from words: doors, rain, engines, impacts. By ElevenLabs, on fal.',
  inputs: { prompt: sounds },
  outputs: AUDIO,
  params: z.object({
    seconds: z.number().min(0.5).max(22).default(5).meta({ title: 'Length', unit: 's', step: 0.5 }),
    loop: z.boolean().default(false).meta({ title: 'Loop', description: 'Its end flows into its start.' }),
    influence: z.number().min(0).max(1).default(0.3).meta({
      title: 'Guidance',
      description: 'How closely it keeps to the prompt; less of it, more variety.',
      widget: 'slider',
      step: 0.05,
      advanced: true,
    }),
    quality: quality(),
  }),
  dollars: ({ params: { seconds }, rate }) => rate('elevenSoundPerSecond') * seconds,
  request: ({ prompt, params }) =>
    request('fal-ai/elevenlabs/sound-effects/v2', {
      ...{ text: prompt, duration_seconds: params.seconds, loop: params.loop },
      ...{ prompt_influence: params.influence, output_format: params.quality },
    }),
  examples: [
    'Heavy wooden door creaks open, footsteps on stone, distant wind',
    'Hammer on anvil, three strikes with ringing, in a small workshop',
    'Deep cinematic impact with a long low tail',
  ],
})
