import type { AttemptFacts, QuickExecutor } from '@reelgraph/shared'
import { BrokenChat, type ChatAnswer } from '../../writing/chat-answer.ts'
import { finishedOutputs } from '../../writing/finished.ts'
import { tokenCost } from '../../writing/token-price.ts'
import { tellWriting } from '../../writing/writing-progress.ts'
import { paidClient } from './client.ts'
import { streamContent } from './content-stream.ts'
import { failureOf } from './errors.ts'
import { ratesAt } from './gemini-price.ts'
import { pictureParts } from './pictures.ts'
import prices from './prices.json' with { type: 'json' }
import { gemini } from './provider.ts'
import type { GeminiWriter } from './writer-models.ts'
import { contentRequest } from './writer-request.ts'

/** Every Gemini that writes, by its row. */
export const writerExecutor = ({ model, rates }: GeminiWriter): QuickExecutor<GeminiWriter['definition']> => ({
  async run({ params, inputs: { prompt, system, references } }, ctx) {
    const factsOf = ({ id, usage }: ChatAnswer): AttemptFacts => ({
      ...(id !== undefined && { requestId: id }),
      ...(usage && {
        cost: tokenCost(usage, ratesAt(ctx.clock.now(), prices.rates, rates)),
        units: {
          'prompt tokens': usage.input,
          'answer tokens': usage.output,
          ...(usage.thinking !== undefined && { 'thinking tokens': usage.thinking }),
        },
      }),
    })
    const pictures = await pictureParts(ctx, references)
    const tell = (text: string): void => tellWriting(ctx, text, params.maxTokens)
    let answer: ChatAnswer
    try {
      answer = await streamContent(paidClient(ctx), contentRequest({ model, params, prompt, system, pictures }), tell)
    } catch (thrown) {
      if (thrown instanceof BrokenChat) ctx.report(factsOf(thrown.came))
      throw failureOf(thrown, ctx)
    }
    ctx.report(factsOf(answer))
    return finishedOutputs(answer, { provider: gemini, params })
  },
})
