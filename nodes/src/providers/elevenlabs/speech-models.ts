import { defineModel, exactly, out, port } from '@reelgraph/shared'
import { z } from 'zod'
import { rateIn } from './rate.ts'
import {
  character,
  context,
  delivery,
  language,
  normalization,
  stability,
  stabilityChoice,
  voice,
} from './speech-params.ts'
import { paramProblems, scriptProblems } from './speech-problems.ts'

/** Of every voice. */
export const SCRIPT = {
  script: port.text({ title: 'Script', typed: { multiline: true, placeholder: 'What is said' } }),
}
export const SPEECH = { audio: out.audio({ title: 'Speech' }), words: out.data({ title: 'Words' }) }

interface Row<Id extends string, P extends z.ZodObject> {
  readonly id: Id
  /** ElevenLabs' own name of it. */
  readonly model: string
  readonly title: string
  readonly summary: string
  /** Characters of one request. */
  readonly most: number
  /** In the price list, by a thousand characters. */
  readonly rate: string
  readonly params: P
  readonly examples: readonly [string, string, string]
}

const speech = <const Id extends string, P extends z.ZodObject>(row: Row<Id, P>) => ({
  model: row.model,
  definition: defineModel({
    ...{ id: row.id, version: 1, makes: 'audio', title: row.title, summary: row.summary, examples: row.examples },
    ...{ inputs: SCRIPT, outputs: SPEECH, params: row.params },
    price: ({ inputs: { script }, rates }) =>
      script === undefined ? 'unknown' : exactly((script.length / 1000) * rateIn(rates, row.rate)),
    problems: ({ params, inputs: { script } }) => [...scriptProblems(row, script), ...paramProblems(params)],
  }),
})

const PLAIN = [
  'Nobody had climbed the lighthouse for forty years. Tonight, a light is burning.',
  'Before the city wakes, one workshop is already loud. This is where the emblem is made.',
  'In the autumn of that year the river froze, and for the first time we walked across to see her.',
] as const
const DIRECTED = [
  '[whispers] Nobody had climbed the lighthouse for forty years. [excited] Tonight, a light is burning!',
  '[sighs] It was never about the fish. [laughs softly] You of all people should know that.',
  '[tense] Don’t move. [whispers] It can hear us. [long pause] Now — run!',
] as const

export const multilingualV2 = speech({
  id: 'elevenlabs/multilingual-v2',
  model: 'eleven_multilingual_v2',
  title: 'Eleven Multilingual v2',
  summary: 'Narration in 29 languages, even over long texts, with the time of every word.',
  ...{ most: 10_000, rate: 'multilingualV2PerThousand' },
  params: z.object({
    ...{ ...voice, ...stability, ...character, ...context },
    ...{ ...normalization(['auto', 'on', 'off']), ...delivery },
  }),
  examples: PLAIN,
})

export const v3 = speech({
  id: 'elevenlabs/v3',
  model: 'eleven_v3',
  title: 'Eleven v3',
  summary: 'Acts: takes directions such as [whispers] or [laughs] in the script. Over 70 languages.',
  ...{ most: 5000, rate: 'v3PerThousand' },
  params: z.object({
    ...{ ...voice, ...stabilityChoice, ...character, ...language },
    ...{ ...normalization(['auto', 'on', 'off']), ...delivery },
  }),
  examples: DIRECTED,
})

export const v4 = speech({
  id: 'elevenlabs/v4',
  model: 'eleven_v4',
  title: 'Eleven v4',
  summary: 'The newest voices, expressive and even, with the time of every word.',
  ...{ most: 10_000, rate: 'v4PerThousand' },
  params: z.object({
    ...{ ...voice, ...stability, ...character, ...language },
    ...{ ...normalization(['auto', 'on', 'off']), ...delivery },
  }),
  examples: DIRECTED,
})

export const v4Turbo = speech({
  id: 'elevenlabs/v4-turbo',
  model: 'eleven_v4_turbo',
  title: 'Eleven v4 Turbo',
  summary: 'The newest voices, quick and for little money.',
  ...{ most: 10_000, rate: 'v4TurboPerThousand' },
  params: z.object({
    ...{ ...voice, ...stability, ...character, ...language },
    ...{ ...normalization(['auto', 'on', 'off']), ...delivery },
  }),
  examples: PLAIN,
})

export const flashV25 = speech({
  id: 'elevenlabs/flash-v2.5',
  model: 'eleven_flash_v2_5',
  title: 'Eleven Flash v2.5',
  summary: 'Speaks at once, up to 40,000 characters, for half the money. 32 languages.',
  ...{ most: 40_000, rate: 'flashV25PerThousand' },
  params: z.object({
    ...{ ...voice, ...stability, ...character, ...language, ...context },
    ...{ ...normalization(['auto', 'off']), ...delivery },
  }),
  examples: PLAIN,
})
