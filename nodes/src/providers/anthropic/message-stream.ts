import type Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'
import { BrokenChat, type ChatAnswer, type ChatUsage } from '../../writing/chat-answer.ts'

const UsageSchema = z.object({
  input_tokens: z.number().nullish(),
  cache_creation_input_tokens: z.number().nullish(),
  cache_read_input_tokens: z.number().nullish(),
  output_tokens: z.number().nullish(),
  output_tokens_details: z.object({ thinking_tokens: z.number().nullish() }).nullish(),
})
type Usage = z.infer<typeof UsageSchema>

/** As far as it is read; what else comes is passed over. */
const EventSchema = z.object({
  type: z.string(),
  message: z.object({ id: z.string().nullish(), usage: UsageSchema.nullish() }).nullish(),
  delta: z
    .object({
      type: z.string().nullish(),
      text: z.string().nullish(),
      stop_reason: z.string().nullish(),
      stop_details: z.object({ explanation: z.string().nullish() }).nullish(),
    })
    .nullish(),
  usage: UsageSchema.nullish(),
})
type Event = z.infer<typeof EventSchema>

type Request = Anthropic.MessageCreateParamsStreaming

/**
 * Sends one message, and tells the text so far while it is written.
 * @throws what the client throws before anything came; `BrokenChat` after that.
 */
export const streamMessage = async (
  client: Anthropic,
  request: Request,
  onText: (text: string) => void,
): Promise<ChatAnswer> => {
  const { data: stream, request_id: requestId } = await client.messages.create(request).withResponse()
  let came: ChatAnswer = { text: '', refusal: '', ...(requestId && { id: requestId }) }
  try {
    for await (const event of stream) {
      const next = withEvent(came, EventSchema.parse(event))
      if (next.text !== came.text) onText(next.text)
      came = next
    }
  } catch (thrown) {
    throw new BrokenChat(came, thrown)
  }
  return came
}

const withEvent = (came: ChatAnswer, { type, message, delta, usage }: Event): ChatAnswer => {
  switch (type) {
    case 'message_start':
      return {
        ...came,
        ...(came.id === undefined && typeof message?.id === 'string' && { id: message.id }),
        ...(message?.usage && { usage: readUsage(message.usage) }),
      }
    case 'content_block_delta':
      return delta?.type === 'text_delta' ? { ...came, text: came.text + (delta.text ?? '') } : came
    case 'message_delta':
      return {
        ...came,
        ...stopped(delta),
        // counts are those of the whole message so far; what is not said again stays
        ...(usage && { usage: readUsage(usage, came.usage) }),
      }
    default:
      return came
  }
}

/** Its reasons to stop, in the words that all services share here. */
const FINISHES: Readonly<Record<string, string>> = {
  max_tokens: 'length',
  model_context_window_exceeded: 'error',
  pause_turn: 'error',
}

const stopped = (delta: Event['delta']): Partial<ChatAnswer> => {
  const reason = delta?.stop_reason
  if (typeof reason !== 'string') return {}
  if (reason !== 'refusal') return { finish: FINISHES[reason] ?? 'stop' }
  return { finish: 'stop', refusal: delta?.stop_details?.explanation ?? 'Claude does not want to write this' }
}

const readUsage = (told: Usage, before?: ChatUsage): ChatUsage => {
  const { input_tokens: plain, cache_creation_input_tokens: kept, cache_read_input_tokens: read } = told
  const thinking = told.output_tokens_details?.thinking_tokens ?? before?.thinking
  return {
    input: typeof plain === 'number' ? plain + (kept ?? 0) + (read ?? 0) : (before?.input ?? 0),
    output: told.output_tokens ?? before?.output ?? 0,
    ...(thinking !== undefined && { thinking }),
  }
}
