import { defineModel, out } from '@reelgraph/shared'
import { z } from 'zod'
import { MOOD_LABELS, MOODS } from './mood.ts'

export const draftMusic = defineModel({
  id: 'draft/music',
  version: 1,
  makes: 'audio',
  title: 'Draft music',
  summary: 'Plays a simple bed in a mood, with an end that flows into its start. Synthesised on this machine, no AI.',
  inputs: {},
  outputs: { audio: out.audio({ title: 'Music' }) },
  params: z.object({
    mood: z.enum(MOODS).default('calm').meta({ title: 'Mood', labels: MOOD_LABELS }),
    tempo: z.int().min(50).max(160).default(84).meta({
      title: 'Tempo',
      unit: 'bpm',
      widget: 'slider',
      description: 'Bent a little, so that the length holds whole beats.',
    }),
    seconds: z.number().min(5).max(180).default(30).meta({ title: 'Length', unit: 's', step: 1 }),
    seed: z.int().min(0).max(2_147_483_647).exactOptional().meta({
      title: 'Seed',
      widget: 'seed',
      description: 'Empty: every re-roll plays something else.',
      advanced: true,
    }),
  }),
})
