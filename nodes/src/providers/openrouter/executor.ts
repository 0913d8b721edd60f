import { isRefusal, type AttemptFacts, type Charged, type Context, type QuickExecutor } from '@reelgraph/shared'
import { z } from 'zod'
import { patient } from '../../failures/patient.ts'
import { chatFailure } from '../../open-ai-protocol/chat-failure.ts'
import { openClient } from '../../open-ai-protocol/open-client.ts'
import { asEvents } from '../../open-ai-protocol/as-events.ts'
import { saidError } from '../../open-ai-protocol/said-error.ts'
import { streamChat } from '../../open-ai-protocol/stream-chat.ts'
import { BrokenChat, type ChatAnswer } from '../../writing/chat-answer.ts'
import { finishedOutputs } from '../../writing/finished.ts'
import { tellWriting } from '../../writing/writing-progress.ts'
import { readError } from './errors.ts'
import { openrouter } from './provider.ts'
import { chatRequest } from './request.ts'
import type { OpenRouterWriter } from './writer-family.ts'

/** Models that think say nothing for a while. */
const PATIENCE_MS = 300_000

/** Every model on OpenRouter, by its row. */
export const writerExecutor = ({ slug }: OpenRouterWriter): QuickExecutor<OpenRouterWriter['definition']> => ({
  async run({ params, inputs: { prompt, system } }, ctx) {
    const paid = ctx.http.paid(({ method, url }) => method === 'POST' && url.pathname.endsWith('/chat/completions'))
    const client = openClient({
      ...{ baseUrl: ctx.baseUrl, key: ctx.secret('key'), headers: { 'x-openrouter-title': 'Reelgraph' } },
      send: asEvents(patient(ctx, PATIENCE_MS, paid)),
    })
    let answer: ChatAnswer
    try {
      const tell = (text: string): void => tellWriting(ctx, text, params.maxTokens)
      answer = await streamChat(client, chatRequest({ slug, params, prompt, system }), tell)
    } catch (thrown) {
      if (thrown instanceof BrokenChat) ctx.report(factsOf(thrown.came))
      const chargedInside = thrown instanceof BrokenChat ? await chargedFor(ctx, thrown) : 'unknown'
      throw chatFailure(thrown, { provider: openrouter, now: ctx.clock.now(), read: readError, chargedInside })
    }
    ctx.report(factsOf(answer))
    return finishedOutputs(answer, { provider: openrouter, params })
  },
})

const factsOf = ({ id, usage }: ChatAnswer): AttemptFacts => ({
  ...(id !== undefined && { requestId: id }),
  ...(usage?.cost !== undefined && { cost: microsOf(usage.cost) }),
  ...(usage && {
    units: {
      'prompt tokens': usage.input,
      'answer tokens': usage.output,
      ...(usage.thinking !== undefined && { 'thinking tokens': usage.thinking }),
    },
  }),
})

const microsOf = (dollars: number): number => Math.round(dollars * 1_000_000)

const GenerationSchema = z.object({ data: z.object({ total_cost: z.number() }) })

/** What an answer that broke off has cost, OpenRouter tells by its id. */
const chargedFor = async (ctx: Context, { came, cause }: BrokenChat): Promise<Charged> => {
  const code = Number(saidError(cause)?.code)
  // it was refused before anybody worked on it
  if (came.text === '' && isRefusal(code)) return false
  if (came.id === undefined || ctx.signal.aborted) return 'unknown'
  try {
    const url = `${ctx.baseUrl}/generation?id=${encodeURIComponent(came.id)}`
    const ask = patient(ctx, 10_000, ctx.http.free)
    const response = await ask(url, { headers: { authorization: `Bearer ${ctx.secret('key')}` } })
    const { total_cost: cost } = GenerationSchema.parse(await response.json()).data
    ctx.report({ cost: microsOf(cost) })
    return cost > 0
  } catch {
    // it is not told yet, or cannot be reached
    return 'unknown'
  }
}
