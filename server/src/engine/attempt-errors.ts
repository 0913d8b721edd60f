import { ERROR_KINDS, errorBody, type Attempt, type ErrorBody, type ErrorCode } from '@reelgraph/shared'
import { z } from 'zod'

/** How often an attempt that surely cost nothing is repeated. */
const MOST_TRIES = 4
const MOST_TRIES_IN_A_BUSY_LANE = 10
/** However long a provider asks to wait, it is tried again then, in milliseconds: a slip of theirs must not stop a film for days. */
export const MOST_WAIT_MS = 3_600_000

/** Nobody who has another model for it waits longer than this in one piece, in milliseconds. */
const MOST_PATIENCE_MS = 120_000

export interface Retry {
  /** Milliseconds since 1970. */
  readonly at: number
  /** What became of the attempt before it, with when it is tried again. */
  readonly error: ErrorBody
  /** Nothing starts in the whole lane before then. */
  readonly lane: boolean
  /** Longer than anybody waits who has another model for it. */
  readonly isLong: boolean
}

interface Failure {
  readonly error: ErrorBody
  /** How often it has been tried, this time included. */
  readonly tries: number
  /** What the provider asks for. */
  readonly waitMs: number | undefined
  readonly now: number
}

/** Whether and when an attempt that surely was not paid is followed by another. */
export const retryOf = ({ error, tries, waitMs, now }: Failure): Retry | undefined => {
  if (!ERROR_KINDS[error.code].retry || error.code === 'cancelled') return undefined
  const lane = error.code === 'rate-limited'
  if (tries >= (lane ? MOST_TRIES_IN_A_BUSY_LANE : MOST_TRIES)) return undefined
  const backOffMs = Math.min(60_000, 2000 * 2 ** (tries - 1)) * (0.8 + 0.4 * Math.random())
  const ms = Math.min(waitMs ?? backOffMs, MOST_WAIT_MS)
  const why = waitMs !== undefined && waitMs > MOST_WAIT_MS ? askedTooMuch(error, waitMs) : error
  return { at: now + ms, lane, isLong: ms > MOST_PATIENCE_MS, error: why }
}

const askedTooMuch = (error: ErrorBody, waitMs: number): ErrorBody => {
  const hours = Math.ceil(waitMs / 3_600_000)
  return { ...error, hint: `The provider asks to wait ${hours} hours; it is tried again after one.` }
}

/** How often the same went wrong free of charge before this attempt, since anything else became of the task. */
export const triesBefore = (attempts: readonly Attempt[], attempt: number, code: ErrorCode): number => {
  const before = attempts.filter(({ number }) => number < attempt)
  const now = attempts.find(({ number }) => number === attempt)?.model
  const other = before.findLastIndex(
    ({ status, charged, model }) => status !== 'failed' || charged !== false || model !== now,
  )
  return before.slice(other + 1).filter(({ error }) => error?.code === code).length
}

export const neverArrived = (title: string): ErrorBody => ({
  code: 'provider-down',
  message: `The request for “${title}” never arrived at the provider, so nothing was paid.`,
  hint: 'Run it again.',
})

/** What could not be foreseen says why in its detail. */
export const wordsOf = (thrown: unknown): string => {
  if (thrown instanceof z.ZodError || thrown instanceof SyntaxError)
    return 'its answer is not one that Reelgraph understands'
  const { code, message, detail } = errorBody(thrown)
  return code === 'internal' && typeof detail === 'string' ? detail : message
}
