import { isRefusal, ProviderFailure, type ErrorCode, type ProviderDefinition } from '@reelgraph/shared'
import { z } from 'zod'
import { retryAfterMs } from './network.ts'
import type { Heard } from './overhear.ts'
import { ownError, reasonOf } from './thrown.ts'

interface Look {
  readonly provider: Pick<ProviderDefinition, 'id' | 'title'>
  /** What was answered, where an answer came. */
  readonly heard: Heard | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Why a job could not be looked at: who answered what. It says nothing of the job, which is looked at again. */
export const lookFailure = (thrown: unknown, { provider, heard, now }: Look): Error => {
  const own = ownError(thrown)
  if (own) return own
  const said = heard ? answerIn(heard) : reasonOf(thrown)
  const body = {
    code: codeOf(heard?.status),
    message: `${provider.title} gave no answer about its work that can be used: ${said}`,
    hint: 'It is asked again; nothing is made anew.',
    provider: provider.id,
  }
  const waitMs = retryAfterMs(heard?.headers, now)
  return new ProviderFailure(body, { charged: 'unknown', retryAfterMs: waitMs, cause: thrown })
}

const codeOf = (status: number | undefined): ErrorCode => {
  if (status === 429) return 'rate-limited'
  if (status === 401 || status === 403) return 'key-rejected'
  return status === undefined || (status >= 400 && !isRefusal(status)) ? 'provider-down' : 'provider-error'
}

const answerIn = ({ status, text }: Heard): string => {
  const words = wordsIn(text).replace(/\s+/g, ' ').trim().slice(0, 300)
  if (status < 400) return `HTTP ${status}, and it cannot be read`
  return words === '' ? `HTTP ${status}` : `HTTP ${status}: ${words}`
}

const SaidSchema = z.union([
  z.object({ detail: z.string() }).transform(({ detail }) => detail),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ message: z.string() }).transform(({ message }) => message),
])

/** Of what services say in JSON the sentence, and of a page its words. */
const wordsIn = (text: string): string => {
  try {
    return SaidSchema.safeParse(JSON.parse(text)).data ?? text
  } catch {
    return text.replace(/<(script|style)\b.*?<\/\1>/gis, ' ').replace(/<[^>]*>/g, ' ')
  }
}
