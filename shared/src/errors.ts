import { z } from 'zod'
import { JsonSchema, type Json } from './json.ts'

interface ErrorKind {
  /** Who can mend it. */
  readonly blame: 'user' | 'provider' | 'us'
  /** Whether the same request can succeed later without a change. */
  readonly retry: boolean
  /** HTTP status where the error answers a request. */
  readonly status: number
}

/** The closed list. A code is added here, never invented where it is thrown. */
export const ERROR_KINDS = {
  'invalid-request': { blame: 'user', retry: false, status: 400 },
  'not-found': { blame: 'user', retry: false, status: 404 },
  conflict: { blame: 'user', retry: true, status: 409 },
  'forbidden-origin': { blame: 'user', retry: false, status: 403 },
  'private-address': { blame: 'user', retry: false, status: 400 },
  'too-large': { blame: 'user', retry: false, status: 413 },
  'bad-media': { blame: 'user', retry: false, status: 415 },
  'download-failed': { blame: 'user', retry: true, status: 502 },
  'corrupt-document': { blame: 'us', retry: false, status: 500 },
  'newer-document': { blame: 'user', retry: false, status: 409 },
  'bad-operation': { blame: 'user', retry: false, status: 409 },
  'bad-connection': { blame: 'user', retry: false, status: 409 },
  locked: { blame: 'user', retry: false, status: 409 },
  'unknown-kind': { blame: 'user', retry: false, status: 400 },
  'unknown-model': { blame: 'user', retry: false, status: 400 },
  'missing-input': { blame: 'user', retry: false, status: 400 },
  'bad-parameter': { blame: 'user', retry: false, status: 400 },
  'unequal-lists': { blame: 'user', retry: false, status: 400 },
  'plan-changed': { blame: 'user', retry: false, status: 409 },
  'plan-problem': { blame: 'user', retry: false, status: 409 },
  'needs-consent': { blame: 'user', retry: false, status: 409 },
  'cap-reached': { blame: 'user', retry: false, status: 409 },
  'key-missing': { blame: 'user', retry: false, status: 400 },
  'key-rejected': { blame: 'user', retry: false, status: 401 },
  'no-credits': { blame: 'user', retry: false, status: 402 },
  /** Something is to be agreed to, or allowed, where the provider keeps the account. */
  'not-allowed': { blame: 'user', retry: false, status: 403 },
  'rate-limited': { blame: 'provider', retry: true, status: 429 },
  'content-policy': { blame: 'user', retry: false, status: 422 },
  retired: { blame: 'provider', retry: false, status: 410 },
  'provider-down': { blame: 'provider', retry: true, status: 503 },
  'provider-error': { blame: 'provider', retry: false, status: 502 },
  'unknown-outcome': { blame: 'provider', retry: false, status: 502 },
  'bad-output': { blame: 'provider', retry: false, status: 502 },
  cancelled: { blame: 'user', retry: true, status: 409 },
  'process-died': { blame: 'us', retry: true, status: 500 },
  'ffmpeg-missing': { blame: 'user', retry: false, status: 500 },
  'ffmpeg-failed': { blame: 'us', retry: false, status: 500 },
  'disk-full': { blame: 'user', retry: true, status: 507 },
  'folder-in-use': { blame: 'user', retry: false, status: 409 },
  'port-in-use': { blame: 'user', retry: false, status: 409 },
  /** Said by a client whose server is not there. */
  'no-answer': { blame: 'user', retry: true, status: 503 },
  internal: { blame: 'us', retry: false, status: 500 },
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof ERROR_KINDS

const codes = Object.keys(ERROR_KINDS) as [ErrorCode, ...ErrorCode[]] // Object.keys forgets literal keys

/** The one shape of an error, on the wire, in events and in the interface. */
export const ErrorBodySchema = z.object({
  code: z.enum(codes),
  /** Names the thing and the cause. */
  message: z.string(),
  /** The next step. */
  hint: z.string().exactOptional(),
  node: z.string().exactOptional(),
  field: z.string().exactOptional(),
  provider: z.string().exactOptional(),
  requestId: z.string().exactOptional(),
  /** Other words for those that were refused, by the provider itself. */
  suggestion: z.string().exactOptional(),
  detail: JsonSchema.exactOptional(),
})
export type ErrorBody = z.infer<typeof ErrorBodySchema>

export class ReelgraphError extends Error {
  override readonly name = 'ReelgraphError'
  readonly body: ErrorBody

  constructor(body: ErrorBody, cause?: unknown) {
    super(body.message, cause === undefined ? undefined : { cause })
    this.body = body
  }

  get code(): ErrorCode {
    return this.body.code
  }
}

export const fail = (
  code: ErrorCode,
  message: string,
  more: Omit<ErrorBody, 'code' | 'message'> = {},
): ReelgraphError => new ReelgraphError({ code, message, ...more })

/** What to tell a person of anything that was thrown. Unexpected errors keep their text out of the message. */
export const errorBody = (thrown: unknown): ErrorBody => {
  if (thrown instanceof ReelgraphError) return thrown.body
  const detail: Json = thrown instanceof Error ? thrown.message : String(thrown)
  return {
    code: 'internal',
    message: 'Something went wrong inside Reelgraph.',
    hint: 'Run it again; if it stays, report it with the detail below.',
    detail,
  }
}
