import type { Problem } from '@reelgraph/shared'
import { z } from 'zod'
import { effortParam } from '../../writing/writer-params.ts'
import { SAMPLING } from './sampling.ts'
import { writer } from './writer-family.ts'

const EXAMPLES = [
  'Five shots for a 30-second film about a lighthouse keeper and a lost ship, one line each: size, action, light.',
  'A voice-over of 60 words for a film about a blacksmith who forges an emblem at dawn. Calm, present tense.',
  'Turn this idea into one prompt for a picture, with lens, light and mood: a fox crosses a railway line in snow.',
] as const

/** It lets itself be told how to choose words only where it does not think. */
const coolHead = (params: Readonly<Record<string, unknown>>): readonly Problem[] =>
  params['effort'] !== 'none' && Object.keys(SAMPLING).some((name) => params[name] !== undefined)
    ? [
        {
          message: 'it takes a temperature only where it does not think.',
          hint: 'Set “Thinking” to “None”, or clear the temperature and what is beside it.',
          field: 'effort',
        },
      ]
    : []

export const gpt6Luna = writer({
  id: 'openrouter/gpt-6-luna',
  title: 'GPT-6 Luna',
  summary: 'Writes fast for next to nothing. By OpenAI, on OpenRouter.',
  slug: 'openai/gpt-6-luna',
  takes: { effort: effortParam(['none', 'low', 'medium', 'high', 'xhigh', 'max']), ...SAMPLING },
  problems: coolHead,
  examples: EXAMPLES,
})

export const gpt61Sol = writer({
  id: 'openrouter/gpt-6.1-sol',
  title: 'GPT-6.1 Sol',
  summary: 'Writes scripts and shot lists with care. By OpenAI, on OpenRouter.',
  slug: 'openai/gpt-6.1-sol',
  takes: { effort: effortParam(['low', 'medium', 'high', 'xhigh', 'max']) },
  examples: EXAMPLES,
})

export const claudeHaiku55 = writer({
  id: 'openrouter/claude-haiku-5.5',
  title: 'Claude Haiku 5.5',
  summary: 'Writes fast for next to nothing. By Anthropic, on OpenRouter.',
  slug: 'anthropic/claude-haiku-5.5',
  takes: { effort: effortParam(['low', 'medium', 'high', 'max']) },
  examples: EXAMPLES,
})

export const claudeSonnet55 = writer({
  id: 'openrouter/claude-sonnet-5.5',
  title: 'Claude Sonnet 5.5',
  summary: 'Writes dialogue and scripts with a feeling for tone. By Anthropic, on OpenRouter.',
  slug: 'anthropic/claude-sonnet-5.5',
  takes: { effort: effortParam(['low', 'medium', 'high', 'max']) },
  examples: EXAMPLES,
})

export const gemini38Flash = writer({
  id: 'openrouter/gemini-3.8-flash',
  title: 'Gemini 3.8 Flash',
  summary: 'Writes fast and reads long scripts. By Google, on OpenRouter.',
  slug: 'google/gemini-3.8-flash',
  takes: { effort: effortParam(['low', 'medium', 'high']), ...SAMPLING },
  examples: EXAMPLES,
})

export const anyModel = writer({
  id: 'openrouter/any',
  title: 'Any model on OpenRouter',
  summary: 'Writes with whichever of its models you name.',
  takes: {
    model: z.string().trim().min(3).max(200).default('openai/gpt-6-luna').meta({
      title: 'Model',
      description: 'Its name on openrouter.ai/models.',
      placeholder: 'maker/model',
      live: true,
    }),
    effort: effortParam(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']),
    ...SAMPLING,
  },
  examples: EXAMPLES,
})
