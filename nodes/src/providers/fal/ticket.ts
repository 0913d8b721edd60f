import { z } from 'zod'

/** Where a request is asked after. Plain JSON: it is on disk before the first look. */
export type FalTicket = {
  readonly endpoint: string
  readonly requestId: string
  /** What was sent, where the answer may not repeat it. */
  readonly seed: number | null
  /** What was sent to be rewritten; absent where it is used as it is. */
  readonly prompt?: string
  /** Milliseconds since 1970. */
  readonly at: number
}

const REWRITES = ['enable_prompt_expansion', 'expand_prompt', 'enhance_prompt'] as const

/** What of a request its ticket remembers. */
export const rememberedOf = (input: Readonly<Record<string, unknown>>): Pick<FalTicket, 'seed' | 'prompt'> => {
  const { seed, prompt } = input
  return {
    seed: typeof seed === 'number' ? seed : null,
    ...(typeof prompt === 'string' && REWRITES.some((name) => input[name] === true) && { prompt }),
  }
}

/** The queue's answer to a request. */
export const QueuedSchema = z.object({ request_id: z.string() })
