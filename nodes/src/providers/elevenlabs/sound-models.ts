import { defineModel, exactly, out, port, type Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { between, rateIn } from './rate.ts'

const words = (placeholder: string) => port.text({ title: 'Prompt', typed: { multiline: true, placeholder } })
const outputs = { audio: out.audio({ title: 'Sound' }) }

const MP3 = {
  mp3_44100_64: '64 kbit/s',
  mp3_44100_128: '128 kbit/s',
  mp3_44100_192: '192 kbit/s',
}
const QUALITIES = ['mp3_44100_64', 'mp3_44100_128', 'mp3_44100_192'] as const

const promptProblems = (prompt: string | undefined, most: number): readonly Problem[] => {
  if (prompt === undefined) return []
  if (prompt.trim() === '')
    return [{ message: 'it needs a prompt.', hint: 'Type one, or connect a Text node.', field: 'prompt' }]
  if (prompt.length <= most) return []
  const message = `the prompt has ${prompt.length.toLocaleString('en')} characters; ElevenLabs takes ${most.toLocaleString('en')}.`
  return [{ message, hint: 'Shorten it.', field: 'prompt' }]
}

export const soundEffects = defineModel({
  id: 'elevenlabs/sound-effects',
  version: 1,
  makes: 'audio',
  title: 'Eleven Sound Effects',
  summary: 'Sounds from words: doors, rain, engines, impacts. Half a second to 30 seconds, or a loop.',
  inputs: { prompt: words('Heavy wooden door creaks open, footsteps on stone, distant wind') },
  outputs,
  params: z.object({
    seconds: z.number().min(0.5).max(30).default(5).meta({ title: 'Length', unit: 's', step: 0.5 }),
    naturalLength: z.boolean().default(false).meta({
      title: 'Its own length',
      description: 'As long as the sound wants to be, whatever is set above.',
    }),
    loop: z.boolean().default(false).meta({ title: 'Loop', description: 'Its end flows into its start.' }),
    influence: z.number().min(0).max(1).default(0.3).meta({
      title: 'Guidance',
      description: 'How closely it keeps to the prompt; less of it, more variety.',
      widget: 'slider',
      step: 0.05,
      advanced: true,
    }),
    quality: z
      .enum(QUALITIES)
      .default('mp3_44100_128')
      .meta({ title: 'Quality', description: '192 kbit/s needs a larger plan.', labels: MP3, advanced: true }),
  }),
  price: ({ rates }) => exactly(rateIn(rates, 'soundEffect')),
  problems: ({ inputs: { prompt } }) => promptProblems(prompt, MOST_WORDS_OF_SOUNDS),
  examples: [
    'Heavy wooden door creaks open, footsteps on stone, distant wind',
    'Hammer on anvil, three strikes with ringing, in a small workshop',
    'Deep cinematic braam with a long tail, then silence',
  ],
})

/** Longer ones are cut by nobody, but no sound needs them. */
const MOST_WORDS_OF_SOUNDS = 2000

export const music = defineModel({
  id: 'elevenlabs/music',
  version: 1,
  makes: 'audio',
  title: 'Eleven Music',
  summary: 'Music of exactly the length you need, with or without singing. Needs a paid plan.',
  inputs: { prompt: words('Slow strings under a lone piano, hopeful, cinematic, no drums') },
  outputs,
  params: z.object({
    seconds: z.number().min(3).max(600).default(30).meta({ title: 'Length', unit: 's', step: 1 }),
    instrumental: z.boolean().default(true).meta({ title: 'Instrumental', description: 'Nobody sings.' }),
    quality: z
      .enum(['auto', ...QUALITIES, 'mp3_48000_192', 'mp3_48000_320'])
      .default('auto')
      .meta({
        title: 'Quality',
        labels: { auto: 'Best', ...MP3, mp3_48000_192: '48 kHz, 192 kbit/s', mp3_48000_320: '48 kHz, 320 kbit/s' },
        advanced: true,
      }),
    signed: z.boolean().default(false).meta({
      title: 'Content credentials',
      description: 'Signed as made by AI (C2PA).',
      advanced: true,
    }),
  }),
  price: ({ params: { seconds }, rates }) =>
    between(
      (seconds / 60) * rateIn(rates, 'musicPerMinuteLeast'),
      (seconds / 60) * rateIn(rates, 'musicPerMinuteMost'),
    ),
  problems: ({ inputs: { prompt } }) => promptProblems(prompt, MOST_WORDS_OF_MUSIC),
  examples: [
    'Slow strings under a lone piano, hopeful, cinematic, no drums, 70 bpm',
    'Tense pulsing synth bass, ticking percussion, building towards a cut, 110 bpm',
    'Warm acoustic guitar and brushed drums, morning kitchen, 95 bpm',
  ],
})

const MOST_WORDS_OF_MUSIC = 4100
