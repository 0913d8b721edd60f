import type { GenerateContentParameters, Part } from '@google/genai'
import { z } from 'zod'
import { shapeOf } from '../../writing/answer-shape.ts'
import { ONE_REQUEST } from './client.ts'
import { LEVELS } from './thinking-level.ts'

/** What the rows may take: whatever of it one has. */
const SettingsSchema = z.looseObject({
  maxTokens: z.int(),
  split: z.enum(['off', 'lines', 'paragraphs']),
  schema: z.string(),
  effort: z.enum(['auto', 'minimal', 'low', 'medium', 'high']).optional(),
  temperature: z.number().optional(),
  topP: z.number().optional(),
})

interface Asked {
  readonly model: string
  readonly params: Readonly<Record<string, unknown>>
  readonly prompt: string
  readonly system: string | undefined
  readonly pictures: readonly Part[]
}

/** Pure: what is hashed is what is sent. */
export const contentRequest = ({ model, params, prompt, system, pictures }: Asked): GenerateContentParameters => {
  const { maxTokens, effort = 'auto', temperature, topP, ...settings } = SettingsSchema.parse(params)
  const shape = shapeOf(settings)
  return {
    model,
    contents: [{ role: 'user', parts: [...pictures, { text: prompt }] }],
    config: {
      ...{ ...ONE_REQUEST, maxOutputTokens: maxTokens },
      ...(system !== undefined && system.trim() !== '' && { systemInstruction: system }),
      ...(effort !== 'auto' && { thinkingConfig: { thinkingLevel: LEVELS[effort] } }),
      ...(temperature !== undefined && { temperature }),
      ...(topP !== undefined && { topP }),
      ...(shape && { responseMimeType: 'application/json', responseJsonSchema: shape.schema }),
    },
  }
}
