import type { AssetValue, AttemptFacts, Context, QuickExecutor } from '@reelgraph/shared'
import { patient } from '../../failures/patient.ts'
import { sendableImage, type Sendable } from '../../inputs/send-image.ts'
import { BrokenChat, type ChatAnswer } from '../../writing/chat-answer.ts'
import { finishedOutputs } from '../../writing/finished.ts'
import { tellWriting } from '../../writing/writing-progress.ts'
import { claudeCost } from './claude-price.ts'
import { anthropicClient } from './client.ts'
import { failureOf } from './errors.ts'
import { streamMessage } from './message-stream.ts'
import prices from './prices.json' with { type: 'json' }
import { anthropic } from './provider.ts'
import { messageRequest } from './request.ts'
import type { ClaudeWriter } from './writer-models.ts'

/** Models that think say nothing for a while. */
const PATIENCE_MS = 600_000
/** Larger ones are made smaller there; a request of ten stays below 32 MB. */
const TAKEN = { mimes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'], bytes: 2_200_000, side: 1568 }

/** Every Claude, by its row. */
export const writerExecutor = (writer: ClaudeWriter): QuickExecutor<ClaudeWriter['definition']> => ({
  async run({ params, inputs: { prompt, system, references } }, ctx) {
    const factsOf = ({ id, usage }: ChatAnswer): AttemptFacts => ({
      ...(id !== undefined && { requestId: id }),
      ...(usage && {
        cost: claudeCost(usage, prices.rates, writer.rates),
        units: {
          'prompt tokens': usage.input,
          'answer tokens': usage.output,
          ...(usage.thinking !== undefined && { 'thinking tokens': usage.thinking }),
        },
      }),
    })
    const request = messageRequest({ writer, params, prompt, system, pictures: await picturesOf(ctx, references) })
    const tell = (text: string): void => tellWriting(ctx, text, params.maxTokens)
    const paid = ctx.http.paid(({ method, url }) => method === 'POST' && url.pathname.endsWith('/v1/messages'))
    const client = anthropicClient({
      ...{ baseUrl: ctx.baseUrl, key: ctx.secret('key') },
      send: patient(ctx, PATIENCE_MS, paid),
    })
    let answer: ChatAnswer
    try {
      answer = await streamMessage(client, request, tell)
    } catch (thrown) {
      if (thrown instanceof BrokenChat) ctx.report(factsOf(thrown.came))
      throw failureOf(thrown, ctx)
    }
    ctx.report(factsOf(answer))
    return finishedOutputs(answer, { provider: anthropic, params })
  },
})

const picturesOf = async (ctx: Context, references: readonly AssetValue[]): Promise<readonly Sendable[]> =>
  Promise.all(references.map(async (picture) => sendableImage(ctx, picture, TAKEN)))
