import { defineModel, out, port, type AssetValue, type InputPorts, type Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { longestSound, soundProblems } from '../../inputs/send-sound.ts'
import { rateIn } from './rate.ts'

/** What it takes as it is; of everything else the sound is sent. */
export const SOUND_LIMITS = {
  mimes: ['audio/mpeg', 'audio/mp4', 'audio/wav', 'audio/x-wav', 'audio/flac', 'audio/ogg', 'audio/webm'],
  bytes: 25_000_000,
}

export const whisper = defineModel({
  id: 'openai/whisper-1',
  version: 1,
  makes: 'text',
  title: 'Whisper',
  summary: 'Writes down what is said in a sound or a video, with the time of every word: for subtitles.',
  inputs: ({ from }): InputPorts =>
    from === 'video' ? { video: port.video({ title: 'Video' }) } : { audio: port.audio({ title: 'Sound' }) },
  outputs: { text: out.text({ title: 'Text' }), words: out.data({ title: 'Words' }) },
  params: z.object({
    from: z
      .enum(['audio', 'video'])
      .default('audio')
      .meta({ title: 'From', widget: 'segmented', labels: { audio: 'Sound', video: 'Video' } }),
    language: z.string().max(3).default('').meta({
      title: 'Language',
      description: 'Two letters, such as en or de. Empty: it hears which.',
      placeholder: 'auto',
    }),
    keyterms: z.string().max(800).default('').meta({
      title: 'Names and terms',
      description: 'To be heard rightly, one a line.',
      widget: 'textarea',
      advanced: true,
    }),
    temperature: z
      .number()
      .min(0)
      .max(1)
      .exactOptional()
      .meta({ title: 'Temperature', placeholder: 'auto', step: 0.1, advanced: true }),
  }),
  price({ inputs, rates }) {
    const { seconds } = mediaIn(inputs)
    if (seconds === undefined) return 'unknown'
    // billed by the second, and nobody says how a part of one is rounded
    const micros = (whole: number): number => Math.round((whole / 60) * rateIn(rates, 'whisperPerMinute') * 1_000_000)
    return { low: micros(Math.floor(seconds)), high: micros(Math.ceil(seconds)) }
  },
  problems: ({ params: { language }, inputs }) => [
    ...(/^([a-z]{2})?$/.test(language) ? [] : [NO_LANGUAGE]),
    ...soundProblems(mediaIn(inputs), { port: 'video' in inputs ? 'video' : 'audio', longest: LONGEST }),
  ],
  examples: ['Subtitles of a documentary clip', 'The words of an interview', 'The words of a song'],
})

const LONGEST = longestSound(SOUND_LIMITS)

const mediaIn = (inputs: { readonly audio?: unknown; readonly video?: unknown }): Partial<AssetValue> => {
  const given = inputs.audio ?? inputs.video
  return typeof given === 'object' && given !== null ? given : {}
}

const NO_LANGUAGE: Problem = {
  message: 'this is no language.',
  hint: 'Two letters, such as en or de.',
  field: 'language',
}
