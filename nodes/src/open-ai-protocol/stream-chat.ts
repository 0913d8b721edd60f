import type OpenAI from 'openai'
import type { JsonObject } from '@reelgraph/shared'
import { z } from 'zod'
import { BrokenChat, type ChatAnswer, type ChatUsage } from '../writing/chat-answer.ts'

const WordsSchema = z.object({ content: z.string().nullish(), refusal: z.string().nullish() })

const ChunkSchema = z.object({
  id: z.string().nullish(),
  choices: z
    .array(
      z.object({
        delta: WordsSchema.nullish(),
        // of a service that does not stream
        message: WordsSchema.nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z
    .object({
      prompt_tokens: z.number().nullish(),
      completion_tokens: z.number().nullish(),
      completion_tokens_details: z.object({ reasoning_tokens: z.number().nullish() }).nullish(),
      cost: z.number().nullish(),
    })
    .nullish(),
})

/** What is sent, beside that it is streamed. */
export interface ChatRequest extends JsonObject {
  readonly model: string
}

/**
 * Sends one chat, and tells the text so far while it is written.
 * @throws what the client throws before anything came; `BrokenChat` after that.
 */
export const streamChat = async (
  client: OpenAI,
  request: ChatRequest,
  onText: (text: string) => void,
): Promise<ChatAnswer> => {
  const body = { ...request, stream: true, stream_options: { include_usage: true } } as const
  // services take more fields than the client's own has
  const stream = await client.chat.completions.create(body as unknown as OpenAI.ChatCompletionCreateParamsStreaming)
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

const withChunk = (came: ChatAnswer, { id, choices, usage }: z.infer<typeof ChunkSchema>): ChatAnswer => {
  const [choice] = choices ?? []
  const words = choice?.delta ?? choice?.message
  const finish = choice?.finish_reason ?? came.finish
  return {
    text: came.text + (words?.content ?? ''),
    refusal: came.refusal + (words?.refusal ?? ''),
    ...(finish !== undefined && { finish }),
    ...(typeof id === 'string' ? { id } : came.id !== undefined && { id: came.id }),
    ...(usage ? { usage: readUsage(usage) } : came.usage && { usage: came.usage }),
  }
}

const readUsage = ({
  prompt_tokens: input,
  completion_tokens: output,
  completion_tokens_details: details,
  cost,
}: NonNullable<z.infer<typeof ChunkSchema>['usage']>): ChatUsage => ({
  input: input ?? 0,
  output: output ?? 0,
  ...(typeof details?.reasoning_tokens === 'number' && { thinking: details.reasoning_tokens }),
  ...(typeof cost === 'number' && { cost }),
})
