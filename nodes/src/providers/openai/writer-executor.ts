import type { AttemptFacts, QuickExecutor } from '@reelgraph/shared'
import { z } from 'zod'
import { streamChat, type ChatRequest } from '../../open-ai-protocol/stream-chat.ts'
import { BrokenChat, type ChatAnswer } from '../../writing/chat-answer.ts'
import { shapeOf } from '../../writing/answer-shape.ts'
import { tokenCost, tokenRates } from '../../writing/token-price.ts'
import { finishedOutputs } from '../../writing/finished.ts'
import { tellWriting } from '../../writing/writing-progress.ts'
import { paidClient } from './client.ts'
import { failureOf } from './errors.ts'
import prices from './prices.json' with { type: 'json' }
import { openai } from './provider.ts'
import type { OpenAiWriter } from './writer-models.ts'

/** Models that think say nothing for a while. */
const PATIENCE_MS = 600_000

export const writerExecutor = ({ model, rate }: OpenAiWriter): QuickExecutor<OpenAiWriter['definition']> => ({
  async run({ params, inputs: { prompt, system } }, ctx) {
    const factsOf = ({ id, usage }: ChatAnswer): AttemptFacts => ({
      ...(id !== undefined && { requestId: id }),
      ...(usage && {
        cost: tokenCost(usage, tokenRates(prices.rates, rate)),
        units: {
          'prompt tokens': usage.input,
          'answer tokens': usage.output,
          ...(usage.thinking !== undefined && { 'thinking tokens': usage.thinking }),
        },
      }),
    })
    let answer: ChatAnswer
    try {
      const client = paidClient(ctx, { patienceMs: PATIENCE_MS, streams: true })
      const tell = (text: string): void => tellWriting(ctx, text, params.maxTokens)
      answer = await streamChat(client, chatRequest({ model, params, prompt, system }), tell)
    } catch (thrown) {
      if (thrown instanceof BrokenChat) ctx.report(factsOf(thrown.came))
      throw failureOf(thrown, ctx)
    }
    ctx.report(factsOf(answer))
    return finishedOutputs(answer, { provider: openai, params })
  },
})

/** What the rows may take: whatever of it one has. */
const SettingsSchema = z.looseObject({
  maxTokens: z.int(),
  split: z.enum(['off', 'lines', 'paragraphs']),
  schema: z.string(),
  verbosity: z.string(),
  effort: z.string().optional(),
  temperature: z.number().optional(),
  topP: z.number().optional(),
})

interface Asked {
  readonly model: string
  readonly params: Readonly<Record<string, unknown>>
  readonly prompt: string
  readonly system: string | undefined
}

/** Pure: what is hashed is what is sent. */
const chatRequest = ({ model, params, prompt, system }: Asked): ChatRequest => {
  const { maxTokens, verbosity, effort, temperature, topP, ...settings } = SettingsSchema.parse(params)
  const shape = shapeOf(settings)
  return {
    model,
    messages: [
      ...(system !== undefined && system.trim() !== '' ? [{ role: 'developer', content: system }] : []),
      { role: 'user', content: prompt },
    ],
    max_completion_tokens: maxTokens,
    ...(verbosity !== 'medium' && { verbosity }),
    ...(effort !== undefined && effort !== 'auto' && { reasoning_effort: effort }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(shape && { response_format: { type: 'json_schema', json_schema: { ...shape } } }),
  }
}
