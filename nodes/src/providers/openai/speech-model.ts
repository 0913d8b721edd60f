import { defineModel, out, port, type Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { rateIn } from './rate.ts'

const MOST_CHARACTERS = 4096
const VOICES = {
  alloy: 'Alloy',
  ash: 'Ash',
  ballad: 'Ballad',
  cedar: 'Cedar',
  coral: 'Coral',
  echo: 'Echo',
  fable: 'Fable',
  marin: 'Marin',
  nova: 'Nova',
  onyx: 'Onyx',
  sage: 'Sage',
  shimmer: 'Shimmer',
  verse: 'Verse',
} as const

/** Letters a minute, of the fastest and the slowest who can be listened to. */
const FAST = 1500
const SLOW = 350
const MICROS = 1_000_000

export const gpt4oMiniTts = defineModel({
  id: 'openai/gpt-4o-mini-tts',
  version: 1,
  makes: 'audio',
  title: 'GPT-4o mini TTS',
  summary: 'Speaks a script in the way it is told to.',
  inputs: { script: port.text({ title: 'Script', typed: { multiline: true, placeholder: 'What is said' } }) },
  outputs: { audio: out.audio({ title: 'Speech' }) },
  params: z.object({
    voice: z
      .enum(Object.keys(VOICES) as (keyof typeof VOICES)[])
      .default('marin')
      .meta({ title: 'Voice', labels: VOICES }), // Object.keys forgets literal keys
    instructions: z.string().max(4000).default('').meta({
      title: 'How it is said',
      widget: 'textarea',
      placeholder: 'Calm and close, like somebody who has not slept',
    }),
    speed: z.number().min(0.25).max(4).default(1).meta({ title: 'Speed', unit: '×', widget: 'slider', step: 0.05 }),
    format: z
      .enum(['mp3', 'wav', 'flac', 'aac', 'opus'])
      .default('mp3')
      .meta({
        title: 'File format',
        labels: { mp3: 'MP3', wav: 'WAV', flac: 'FLAC', aac: 'AAC', opus: 'Opus' },
        advanced: true,
      }),
  }),
  price({ params: { instructions, speed }, inputs: { script }, rates }) {
    const letters = script?.length ?? MOST_CHARACTERS
    const read = ((letters + instructions.length) * rateIn(rates, 'miniTtsTextIn')) / MICROS
    const minute = rateIn(rates, 'miniTtsPerMinute')
    const said = (rate: number): number => (letters / rate / speed) * minute
    return {
      low: script === undefined ? 0 : Math.floor(said(FAST) * MICROS),
      high: Math.ceil((said(SLOW) + read) * MICROS),
    }
  },
  problems: ({ inputs: { script } }) => scriptProblems(script),
  examples: [
    'Nobody had climbed the lighthouse for forty years. Tonight, a light is burning.',
    'Dawn. The first blow of the hammer is always the loudest.',
    'You can still turn back. No one would know. No one but you.',
  ],
})

const scriptProblems = (script: string | undefined): readonly Problem[] => {
  if (script?.trim() === '')
    return [{ message: 'the script is empty.', hint: 'Type what is to be said.', field: 'script' }]
  if ((script?.length ?? 0) <= MOST_CHARACTERS) return []
  return [{ message: 'the script is longer than 4,096 characters.', hint: 'Say it in parts.', field: 'script' }]
}
