import { z } from 'zod'
import { fileAddress, flag, type EmulatedEndpoint } from './emulator-fields.ts'

export const TEXT_ENDPOINTS: Readonly<Record<string, EmulatedEndpoint>> = {
  'fal-ai/elevenlabs/speech-to-text/scribe-v2': {
    makes: 'text',
    seeds: false,
    schema: z.strictObject({
      ...{ audio_url: fileAddress, diarize: flag, tag_audio_events: flag },
      language_code: z
        .string()
        .regex(/^[a-z]{2,3}$/)
        .optional(),
      keyterms: z.array(z.string().min(1).max(50)).max(100).optional(),
    }),
  },
}

const HEARD = 'With a soft voice she tells it.'

/** Speakers are told apart where nobody says that they are not to be. */
export const transcript = ({ diarize }: Readonly<Record<string, unknown>>) => ({
  ...{ language_code: 'eng', language_probability: 0.98, text: HEARD },
  words: HEARD.split(/( )/).map((text, at) => ({
    ...{ text, start: at * 0.2, end: at * 0.2 + 0.18, type: text === ' ' ? 'spacing' : 'word' },
    ...(diarize !== false && { speaker_id: 'speaker_0' }),
  })),
})
