import { ReelgraphError } from '@reelgraph/shared'
import { z } from 'zod'

/** What we threw ourselves, however deep the client wrapped it. */
export const ownError = (thrown: unknown): ReelgraphError | undefined => {
  for (let cause = thrown, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1)
    if (cause instanceof ReelgraphError) return cause
  return undefined
}

/** The innermost reason, for a person. */
export const reasonOf = (thrown: unknown): string => {
  const cause = innermost(thrown)
  if (isUnread(cause)) return NOT_UNDERSTOOD
  return cause instanceof Error ? cause.message : String(cause)
}

/** What exactly could not be read of an answer, for whoever reports it; nothing where that is not why. */
export const unreadDetail = (thrown: unknown): string | undefined => {
  const cause = innermost(thrown)
  if (cause instanceof z.ZodError) return z.prettifyError(cause)
  return isUnread(cause) ? cause.message : undefined
}

const NOT_UNDERSTOOD = 'its answer is not one that Reelgraph understands'

const innermost = (thrown: unknown): unknown => {
  let cause = thrown
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause
  return cause
}

/** What a client, or we, trip over that looked for something else: it is about code, and in no words for a person. */
const TRIPPED = /^Cannot (read|set|use|destructure)|is not (a function|iterable|an object)|^Incomplete JSON/

const isUnread = (cause: unknown): cause is Error =>
  cause instanceof z.ZodError ||
  cause instanceof SyntaxError ||
  (cause instanceof Error && TRIPPED.test(cause.message)) ||
  (cause instanceof Error && /\bJSON\b/.test(cause.message) && /unexpected|parse|valid/i.test(cause.message))
