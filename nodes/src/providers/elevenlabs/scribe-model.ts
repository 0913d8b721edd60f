import { defineModel, out, port, type AssetValue, type InputPorts, type Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { soundProblems } from '../../inputs/send-sound.ts'
import { between, rateIn } from './rate.ts'

/** What it takes as it is; of everything else, and of what is large, the sound is sent. */
export const SOUND_LIMITS = {
  mimes: ['audio/mpeg', 'audio/mp4', 'audio/wav', 'audio/x-wav', 'audio/flac', 'audio/ogg', 'audio/webm', 'audio/aac'],
  bytes: 200_000_000,
}
/** Ten hours. */
const LONGEST = 36_000
const KEYTERMS_SURCHARGE = 1.2

const params = z.object({
  from: z
    .enum(['audio', 'video'])
    .default('audio')
    .meta({ title: 'From', widget: 'segmented', labels: { audio: 'Sound', video: 'Video' } }),
  language: z.string().max(3).default('').meta({
    title: 'Language',
    description: 'Two or three letters, such as en or deu. Empty: it hears which.',
    placeholder: 'auto',
  }),
  noVerbatim: z.boolean().default(false).meta({
    title: 'Tidy up',
    description: 'Without filler words, false starts and sounds.',
  }),
  events: z.boolean().default(false).meta({ title: 'Sounds too', description: 'Writes (laughter), (footsteps) …' }),
  diarize: z.boolean().default(false).meta({
    title: 'Tell speakers apart',
    description: 'Every word says who speaks it.',
  }),
  speakers: z.int().min(1).max(32).exactOptional().meta({
    title: 'Speakers',
    description: 'At most so many. Empty: it hears how many.',
    placeholder: 'auto',
    advanced: true,
  }),
  keyterms: z.string().max(5000).default('').meta({
    title: 'Names and terms',
    description: 'To be heard rightly, one a line; each of at most five words. 20% more.',
    widget: 'textarea',
    advanced: true,
  }),
  temperature: z
    .number()
    .min(0)
    .max(2)
    .exactOptional()
    .meta({ title: 'Temperature', placeholder: 'auto', step: 0.1, advanced: true }),
})

const audio = port.audio({ title: 'Sound' })
const video = port.video({ title: 'Video' })

export const scribe = defineModel({
  id: 'elevenlabs/scribe-v2',
  version: 1,
  makes: 'text',
  title: 'Eleven Scribe v2',
  summary: 'Writes down what is said in a sound or a video, with the time of every word: for subtitles.',
  inputs: ({ from }): InputPorts => (from === 'video' ? { video } : { audio }),
  outputs: { text: out.text({ title: 'Text' }), words: out.data({ title: 'Words' }) },
  params,
  price({ params: { keyterms }, inputs, rates }) {
    const seconds = secondsIn(inputs)
    if (seconds === undefined) return 'unknown'
    const hours = (seconds / 3600) * (keyterms.trim() === '' ? 1 : KEYTERMS_SURCHARGE)
    return between(hours * rateIn(rates, 'scribePerHourLeast'), hours * rateIn(rates, 'scribePerHourMost'))
  },
  problems: ({ params: { language, keyterms }, inputs }) => [
    ...(/^([a-z]{2,3})?$/.test(language) ? [] : [NO_LANGUAGE]),
    ...(termsIn(keyterms) ? [] : [BAD_TERMS]),
    ...soundProblems(mediaIn(inputs), { port: 'video' in inputs ? 'video' : 'audio', longest: LONGEST }),
  ],
})

const mediaIn = (inputs: { readonly audio?: unknown; readonly video?: unknown }): Partial<AssetValue> | undefined => {
  const given = inputs.audio ?? inputs.video
  return typeof given === 'object' && given !== null ? given : undefined
}
const secondsIn = (inputs: object): number | undefined => mediaIn(inputs)?.seconds

const NO_LANGUAGE: Problem = {
  message: 'this is no language.',
  hint: 'Two or three letters, such as en or deu.',
  field: 'language',
}
const BAD_TERMS: Problem = {
  message: 'some names or terms are too long.',
  hint: 'One a line, less than 50 letters and at most five words each, without brackets.',
  field: 'keyterms',
}

/** One a line. Undefined where one of them is not taken. */
export const termsIn = (text: string): readonly string[] | undefined => {
  const terms = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const fits = (term: string): boolean => term.length < 50 && term.split(/\s+/).length <= 5 && !/[<>{}[\]\\]/.test(term)
  return terms.length <= 1000 && terms.every(fits) ? terms : undefined
}
