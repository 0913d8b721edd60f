import { defineModel, out, port } from '@reelgraph/shared'
import { z } from 'zod'
import { speakable } from './speakable.ts'
import { VOICE_LABELS, VOICES } from './voices.ts'

/** About 25 minutes of speech. */
const MOST_CHARACTERS = 20_000

export const draftVoice = defineModel({
  id: 'draft/voice',
  version: 1,
  makes: 'audio',
  title: 'Draft voice',
  summary: 'Speaks English text with a plain computer voice, on this machine. No AI.',
  inputs: {
    script: port.text({ title: 'Script', typed: { multiline: true, placeholder: 'What is said' } }),
  },
  outputs: {
    audio: out.audio({ title: 'Speech' }),
    words: out.data({ title: 'Words' }),
  },
  params: z.object({
    voice: z.enum(VOICES).default('clara').meta({ title: 'Voice', labels: VOICE_LABELS }),
    rate: z.number().min(0.5).max(2).default(1).meta({ title: 'Speed', unit: '×', widget: 'slider', step: 0.05 }),
    pitch: z
      .number()
      .min(-6)
      .max(6)
      .default(0)
      .meta({ title: 'Pitch', unit: 'semitones', widget: 'slider', step: 0.5 }),
  }),
  problems({ inputs: { script } }) {
    if (script === undefined) return []
    if (script.trim() === '')
      return [{ message: 'The script is empty.', hint: 'Type what is to be said.', field: 'script' }]
    if (script.length > MOST_CHARACTERS) {
      const message = `The script has ${script.length.toLocaleString('en')} characters; the draft voice takes ${MOST_CHARACTERS.toLocaleString('en')}.`
      return [{ message, hint: 'Split it over several Audio nodes.', field: 'script' }]
    }
    if (speakable(script).length > 0) return []
    const hint = 'The draft voices speak English only. Write it in Latin letters, or choose another voice model.'
    return [{ message: 'There is nothing in the script that this voice can say.', hint, field: 'script' }]
  },
  examples: [
    'Nobody had climbed the lighthouse for forty years. Tonight, a light is burning.',
    'Before the city wakes, the fire is already awake.',
    'She counted the steps. There was one more than yesterday.',
  ],
})
