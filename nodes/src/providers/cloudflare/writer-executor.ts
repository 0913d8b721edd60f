import type { AttemptFacts, QuickExecutor } from '@reelgraph/shared'
import { seedOf } from '../../inputs/seed.ts'
import { chatFailure } from '../../open-ai-protocol/chat-failure.ts'
import { patient } from '../../failures/patient.ts'
import { asEvents } from '../../open-ai-protocol/as-events.ts'
import { streamChat } from '../../open-ai-protocol/stream-chat.ts'
import { BrokenChat, type ChatAnswer } from '../../writing/chat-answer.ts'
import { shapeOf } from '../../writing/answer-shape.ts'
import { tokenCost, tokenRates } from '../../writing/token-price.ts'
import { finishedOutputs } from '../../writing/finished.ts'
import { tellWriting } from '../../writing/writing-progress.ts'
import { chatClient } from './client.ts'
import { readError } from './errors.ts'
import prices from './prices.json' with { type: 'json' }
import { cloudflare } from './provider.ts'
import { modelOf, rateOf, type CloudflareWriter } from './writer-models.ts'

const PATIENCE_MS = 300_000

/** Every model on Workers AI, by its row. */
export const writerExecutor = (row: CloudflareWriter): QuickExecutor<CloudflareWriter['definition']> => ({
  async run({ params, inputs: { prompt, system }, take }, ctx) {
    const model = modelOf(row.model, params)
    // 0 is none there
    const seed = Math.max(1, seedOf({ seed: params.seed, take, prompt }))
    const shape = params.structured ? shapeOf(params) : undefined
    const paid = ctx.http.paid(({ method }) => method === 'POST')
    const client = chatClient({
      baseUrl: ctx.baseUrl,
      values: { key: ctx.secret('key'), accountId: ctx.secret('accountId') },
      send: asEvents(patient(ctx, PATIENCE_MS, paid)),
    })
    const factsOf = ({ id, usage }: ChatAnswer): AttemptFacts => {
      const rate = rateOf(model)
      return {
        seed,
        ...(id !== undefined && { requestId: id }),
        ...(usage && rate !== undefined && { cost: tokenCost(usage, tokenRates(prices.rates, rate)) }),
        ...(usage && { units: { 'prompt tokens': usage.input, 'answer tokens': usage.output } }),
      }
    }
    let answer: ChatAnswer
    try {
      answer = await streamChat(
        client,
        {
          model,
          messages: [
            ...(system !== undefined && system.trim() !== '' ? [{ role: 'system', content: system }] : []),
            { role: 'user', content: prompt },
          ],
          ...{ max_tokens: params.maxTokens, seed },
          ...(params.temperature !== undefined && { temperature: params.temperature }),
          ...(params.topP !== undefined && { top_p: params.topP }),
          ...(shape && { response_format: { type: 'json_schema', json_schema: { ...shape } } }),
        },
        (text) => tellWriting(ctx, text, params.maxTokens),
      )
    } catch (thrown) {
      if (thrown instanceof BrokenChat) ctx.report(factsOf(thrown.came))
      throw chatFailure(thrown, {
        ...{ provider: cloudflare, now: ctx.clock.now(), read: readError, chargedInside: 'unknown' },
      })
    }
    ctx.report(factsOf(answer))
    return finishedOutputs(answer, { provider: cloudflare, params })
  },
})
