import { z } from 'zod'
import { temperatureParam } from '../../writing/writer-params.ts'

const penalty = (title: string, description: string) =>
  z.number().min(-2).max(2).exactOptional().meta({ title, description, step: 0.1, placeholder: '0', advanced: true })

/** How words are chosen, of models that let themselves be told. */
export const SAMPLING = {
  temperature: temperatureParam(2),
  topP: z.number().min(0.01).max(1).exactOptional().meta({
    title: 'Top P',
    description: 'Only the likeliest words that together have this chance.',
    step: 0.01,
    placeholder: '1',
    advanced: true,
  }),
  frequencyPenalty: penalty('Against repetition', 'Above 0: words that came often come less.'),
  presencePenalty: penalty('For new words', 'Above 0: words that came at all come less.'),
}
