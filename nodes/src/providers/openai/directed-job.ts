import { isRefusal, type Context, type Found, type JobExecutor, type LostAttempt } from '@reelgraph/shared'
import { APIError } from 'openai'
import { z } from 'zod'
import { lookFailure } from '../../failures/look-failure.ts'
import { providerError } from '../../failures/provider-error.ts'
import { imageUri } from '../../inputs/send-image.ts'
import { freeCall, paidClient } from './client.ts'
import { ResponseSchema, directedState } from './directed-answer.ts'
import type { DirectedImage, WRITERS } from './directed-models.ts'
import { directedRequest } from './directed-request.ts'
import { failureOf, unreadable } from './errors.ts'
import { openai } from './provider.ts'

type DirectedTicket = {
  readonly id: string
  readonly writer: keyof typeof WRITERS
  /** What was sent, to tell whether it was rewritten. */
  readonly prompt: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** To send it; it is made without us. */
const PATIENCE_MS = 120_000
/** It is looked at for its content, not copied: 16 of them are 50 MB as text. */
const TAKEN = { mimes: ['image/png', 'image/jpeg', 'image/webp'], bytes: 2_300_000, side: 2048 }
/** An answer that OpenAI does not know is one that is not known yet, for so long. */
const GRACE_MS = 120_000

const CreatedSchema = z.object({ id: z.string().min(1) })

/** A picture that a model which writes has drawn: one request, which goes on without us. */
export const directedExecutor = ({
  painter,
}: DirectedImage): JobExecutor<DirectedImage['definition'], DirectedTicket> => ({
  async submit({ params, inputs: { prompt, startImage, references } }, ctx) {
    const given = [...(startImage ? [startImage] : []), ...references]
    const pictures = await Promise.all(given.map(async (asset) => imageUri(ctx, asset, TAKEN)))
    const client = paidClient(ctx, { patienceMs: PATIENCE_MS })
    const { id } = await created(ctx, async () =>
      client.responses.create(directedRequest({ painter, params, prompt, pictures })),
    )
    ctx.report({ requestId: id })
    return { id, writer: params.writer, prompt, at: ctx.clock.now() }
  },
  async poll({ id, writer, prompt, at }, ctx) {
    const call = freeCall(ctx, PATIENCE_MS)
    try {
      const answer = ResponseSchema.parse(await call.client.responses.retrieve(id))
      return directedState(answer, { writer, prompt })
    } catch (thrown) {
      const now = ctx.clock.now()
      if (!(thrown instanceof APIError) || thrown.status !== 404 || now - at < GRACE_MS)
        throw lookFailure(thrown, { provider: openai, heard: call.heard(), now })
      const said = 'OpenAI has not kept it'
      const error = providerError(openai, { code: 'provider-error', said, requestId: id })
      return { state: 'failed', error, charged: 'unknown', requestId: id }
    }
  },
  async cancel({ id }, ctx) {
    try {
      const { status } = ResponseSchema.parse(await freeCall(ctx, PATIENCE_MS).client.responses.cancel(id))
      return status === 'cancelled'
    } catch {
      // it is over already, or cannot be reached: it is watched on
      return false
    }
  },
  find: async (lost) => foundIn(lost),
})

const created = async (ctx: Context, ask: () => Promise<unknown>): Promise<{ readonly id: string }> => {
  try {
    return CreatedSchema.parse(await ask())
  } catch (thrown) {
    // the client does not look at what it takes apart
    throw thrown instanceof TypeError || thrown instanceof z.ZodError
      ? unreadable('its answer cannot be read')
      : failureOf(thrown, ctx)
  }
}

type Lost = Pick<LostAttempt<DirectedImage['definition']>, 'task' | 'at' | 'answer'>

/** Only by the answer, where it was kept: OpenAI neither lists answers nor knows them by a key of ours. */
const foundIn = ({ task, at, answer }: Lost): Found<DirectedTicket> => {
  if (!answer) return { state: 'cannot-tell' }
  if (isRefusal(answer.status)) return { state: 'never-arrived' }
  const id = answer.status < 300 ? CreatedSchema.safeParse(parseJson(answer.body)).data?.id : undefined
  if (id === undefined) return { state: 'cannot-tell' }
  return { state: 'found', ticket: { id, writer: task.params.writer, prompt: task.inputs.prompt, at } }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
