import { ReelgraphError } from '@reelgraph/shared'

/** What we threw ourselves, however deep the client wrapped it. */
export const ownError = (thrown: unknown): ReelgraphError | undefined => {
  for (let cause = thrown, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1)
    if (cause instanceof ReelgraphError) return cause
  return undefined
}

/** The innermost reason, for a person. */
export const reasonOf = (thrown: unknown): string => {
  let cause = thrown
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause
  return cause instanceof Error ? cause.message : String(cause)
}
