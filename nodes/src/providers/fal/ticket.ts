import { z } from 'zod'

/** Where a request is asked after. Plain JSON: it is on disk before the first look. */
export type FalTicket = {
  readonly endpoint: string
  readonly requestId: string
  /** What was sent, where the answer may not repeat it. */
  readonly seed: number | null
  /** Milliseconds since 1970. */
  readonly at: number
}

/** The queue's answer to a request. */
export const QueuedSchema = z.object({ request_id: z.string() })
