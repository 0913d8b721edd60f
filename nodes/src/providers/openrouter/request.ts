import { z } from 'zod'
import type { ChatRequest } from '../../open-ai-protocol/stream-chat.ts'
import { shapeOf } from '../../writing/answer-shape.ts'
import { ROUTING, providerOptions } from './routing.ts'
import { slugsOf } from './writer-family.ts'

/** What the rows may take: whatever of it one has. */
const SettingsSchema = z.looseObject({
  ...ROUTING,
  maxTokens: z.int(),
  split: z.enum(['off', 'lines', 'paragraphs']),
  schema: z.string(),
  effort: z.string().optional(),
  temperature: z.number().optional(),
  topP: z.number().optional(),
  frequencyPenalty: z.number().optional(),
  presencePenalty: z.number().optional(),
})

interface Asked {
  readonly slug: string | undefined
  readonly params: Readonly<Record<string, unknown>>
  readonly prompt: string
  readonly system: string | undefined
}

/** Pure: what is hashed is what is sent. */
export const chatRequest = ({ slug, params, prompt, system }: Asked): ChatRequest => {
  const settings = SettingsSchema.parse(params)
  const [model = '', ...others] = slugsOf(slug, settings)
  const shape = shapeOf(settings)
  const provider = providerOptions(settings, { strict: shape !== undefined })
  const { effort, temperature, topP, frequencyPenalty, presencePenalty } = settings
  return {
    model,
    ...(others.length > 0 && { models: [model, ...others] }),
    messages: [
      ...(system !== undefined && system.trim() !== '' ? [{ role: 'system', content: system }] : []),
      { role: 'user', content: prompt },
    ],
    max_tokens: settings.maxTokens,
    ...(effort !== undefined && effort !== 'auto' && { reasoning: { effort } }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(frequencyPenalty !== undefined && { frequency_penalty: frequencyPenalty }),
    ...(presencePenalty !== undefined && { presence_penalty: presencePenalty }),
    ...(shape && { response_format: { type: 'json_schema', json_schema: { ...shape } } }),
    ...(provider && { provider }),
  }
}
