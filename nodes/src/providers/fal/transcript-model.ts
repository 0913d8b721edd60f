import { defineModel, out, port, type AssetValue, type InputPorts, type Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { longestSound, soundProblems } from '../../inputs/send-sound.ts'
import { request, type FalRequest } from './request.ts'

/** What is sent as it is; of everything else, and of what is large, the sound alone. */
export const SOUND_LIMITS = {
  mimes: ['audio/mpeg', 'audio/mp4', 'audio/wav', 'audio/x-wav', 'audio/ogg'],
  bytes: 50_000_000,
}
const LONGEST = longestSound(SOUND_LIMITS)

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
  events: z.boolean().default(false).meta({ title: 'Sounds too', description: 'Writes (laughter), (footsteps) …' }),
  diarize: z.boolean().default(false).meta({
    title: 'Tell speakers apart',
    description: 'Every word says who speaks it.',
  }),
  keyterms: z.string().max(5000).default('').meta({
    title: 'Names and terms',
    description: 'To be heard rightly, one a line; at most a hundred. They cost more.',
    widget: 'textarea',
    advanced: true,
  }),
})

export const TRANSCRIPT = { text: out.text({ title: 'Text' }), words: out.data({ title: 'Words' }) }

export const scribe = defineModel({
  id: 'fal/elevenlabs-scribe-v2',
  version: 1,
  makes: 'text',
  title: 'Eleven Scribe v2, on fal',
  summary: 'Writes down what is said in a sound or a video, with the time of every word. By ElevenLabs, on fal.',
  inputs: ({ from }): InputPorts =>
    from === 'video' ? { video: port.video({ title: 'Video' }) } : { audio: port.audio({ title: 'Sound' }) },
  outputs: TRANSCRIPT,
  params,
  // by the length of the sound; nobody publishes how much
  price: () => 'unknown',
  problems: ({ params: { language, keyterms }, inputs }) => [
    ...(/^([a-z]{2,3})?$/.test(language) ? [] : [NO_LANGUAGE]),
    ...(termsIn(keyterms).every((term) => term.length <= 50) && termsIn(keyterms).length <= 100 ? [] : [BAD_TERMS]),
    ...soundProblems(mediaIn(inputs), { port: 'video' in inputs ? 'video' : 'audio', longest: LONGEST }),
  ],
})

/** Pure: a request that was lost is recognised by it. */
export const scribeRequest = (
  { language, events, diarize, keyterms }: Omit<z.output<typeof params>, 'from'>,
  address: string,
): FalRequest =>
  request('fal-ai/elevenlabs/speech-to-text/scribe-v2', {
    ...{ audio_url: address, tag_audio_events: events, diarize },
    ...(language !== '' && { language_code: language }),
    ...(termsIn(keyterms).length > 0 && { keyterms: [...termsIn(keyterms)] }),
  })

const termsIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

const mediaIn = (inputs: { readonly audio?: unknown; readonly video?: unknown }): Partial<AssetValue> | undefined => {
  const given = inputs.audio ?? inputs.video
  return typeof given === 'object' && given !== null ? given : undefined
}

const NO_LANGUAGE: Problem = {
  message: 'this is no language.',
  hint: 'Two or three letters, such as en or deu.',
  field: 'language',
}
const BAD_TERMS: Problem = {
  message: 'there are too many names or terms, or some are too long.',
  hint: 'One a line, at most 100, of at most 50 letters each.',
  field: 'keyterms',
}
