import type { AttemptFacts, QuickExecutor } from '@reelgraph/shared'
import { seedOf } from '../../inputs/seed.ts'
import { patient } from '../../failures/patient.ts'
import { chatFailure } from '../../open-ai-protocol/chat-failure.ts'
import { openClient } from '../../open-ai-protocol/open-client.ts'
import { asEvents } from '../../open-ai-protocol/as-events.ts'
import { streamChat } from '../../open-ai-protocol/stream-chat.ts'
import { BrokenChat, type ChatAnswer } from '../../writing/chat-answer.ts'
import { shapeOf } from '../../writing/answer-shape.ts'
import { finishedOutputs } from '../../writing/finished.ts'
import { tellWriting } from '../../writing/writing-progress.ts'
import { addressOf } from './address.ts'
import { readError } from './errors.ts'
import { compatible } from './provider.ts'
import type { ownWriter } from './writer-model.ts'

/** A model may have to be loaded from a disk first. */
const PATIENCE_MS = 900_000

export const executor: QuickExecutor<typeof ownWriter> = {
  async run({ params, inputs: { prompt, system }, take }, ctx) {
    const seed = seedOf({ seed: params.seed, take, prompt })
    const shape = params.structured ? shapeOf(params) : undefined
    const paid = ctx.http.paid(({ method }) => method === 'POST')
    const client = openClient({
      ...{ baseUrl: addressOf(ctx.baseUrl), key: ctx.secret('key') },
      send: asEvents(patient(ctx, PATIENCE_MS, paid)),
    })
    let answer: ChatAnswer
    try {
      answer = await streamChat(
        client,
        {
          model: params.model.trim(),
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
      if (thrown instanceof BrokenChat) ctx.report(factsOf(thrown.came, seed))
      throw chatFailure(thrown, {
        ...{ provider: compatible, now: ctx.clock.now(), read: readError },
        chargedInside: params.billing === 'free' ? false : 'unknown',
      })
    }
    ctx.report(factsOf(answer, seed))
    return finishedOutputs(answer, { provider: compatible, params })
  },
}

/** Many of them tell no usage. */
const factsOf = ({ id, usage }: ChatAnswer, seed: number): AttemptFacts => ({
  seed,
  ...(id !== undefined && { requestId: id }),
  ...(usage && { units: { 'prompt tokens': usage.input, 'answer tokens': usage.output } }),
})
