import type { GenerateContentParameters, GoogleGenAI } from '@google/genai'
import { z } from 'zod'
import { BrokenChat, type ChatAnswer, type ChatUsage } from '../../writing/chat-answer.ts'
import { refusalOf } from './refusals.ts'

const UsageSchema = z.object({
  promptTokenCount: z.number().nullish(),
  candidatesTokenCount: z.number().nullish(),
  thoughtsTokenCount: z.number().nullish(),
})

/** As far as it is read; what else comes is passed over. */
const ChunkSchema = z.object({
  responseId: z.string().nullish(),
  candidates: z
    .array(
      z.object({
        content: z
          .object({
            parts: z.array(z.object({ text: z.string().nullish(), thought: z.boolean().nullish() })).nullish(),
          })
          .nullish(),
        finishReason: z.string().nullish(),
      }),
    )
    .nullish(),
  promptFeedback: z.object({ blockReason: z.string().nullish() }).nullish(),
  usageMetadata: UsageSchema.nullish(),
})
type Chunk = z.infer<typeof ChunkSchema>

/**
 * Sends one request, and tells the text so far while it is written.
 * @throws what the client throws before anything came; `BrokenChat` after that.
 */
export const streamContent = async (
  client: GoogleGenAI,
  request: GenerateContentParameters,
  onText: (text: string) => void,
): Promise<ChatAnswer> => {
  const stream = await client.models.generateContentStream(request)
  let came: ChatAnswer = { text: '', refusal: '' }
  try {
    for await (const chunk of stream) {
      const next = withChunk(came, ChunkSchema.parse(chunk))
      if (next.text !== came.text) onText(next.text)
      came = next
    }
  } catch (thrown) {
    throw new BrokenChat(came, thrown)
  }
  return came
}

const withChunk = (came: ChatAnswer, { responseId, candidates, promptFeedback, usageMetadata }: Chunk): ChatAnswer => {
  const [candidate] = candidates ?? []
  const words = (candidate?.content?.parts ?? []).map(({ text, thought }) => (thought ? '' : (text ?? '')))
  return {
    ...came,
    text: came.text + words.join(''),
    ...(typeof responseId === 'string' && { id: responseId }),
    ...(usageMetadata && { usage: readUsage(usageMetadata) }),
    ...stopped(candidate?.finishReason ?? undefined, promptFeedback?.blockReason ?? undefined),
  }
}

/** Its reasons to stop, in the words that all services share here. */
const FINISHES: Readonly<Record<string, string>> = {
  MAX_TOKENS: 'length',
  CONTINUATION: 'length',
  OTHER: 'error',
  MALFORMED_RESPONSE: 'error',
  MALFORMED_FUNCTION_CALL: 'error',
}

const stopped = (finishReason: string | undefined, blockReason: string | undefined): Partial<ChatAnswer> => {
  const refusal = refusalOf({ finishReason, blockReason })
  if (refusal !== undefined) return { finish: 'stop', refusal }
  return finishReason === undefined ? {} : { finish: FINISHES[finishReason] ?? 'stop' }
}

/** What is thought is paid for as what is written. */
const readUsage = (told: z.infer<typeof UsageSchema>): ChatUsage => ({
  input: told.promptTokenCount ?? 0,
  output: (told.candidatesTokenCount ?? 0) + (told.thoughtsTokenCount ?? 0),
  ...(typeof told.thoughtsTokenCount === 'number' && { thinking: told.thoughtsTokenCount }),
})
