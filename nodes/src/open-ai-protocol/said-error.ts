import { APIConnectionError, APIError, APIUserAbortError } from 'openai'
import { z } from 'zod'

/** What a service said of a request that it refused, or that failed. */
export interface SaidError {
  /** Of the answer; absent where the error came inside a good one. */
  readonly status: number | undefined
  readonly message: string
  /** `invalid_api_key`, `rate_limit_exceeded`, … or a number as text. */
  readonly code: string
  readonly type: string
  /** The field that it is about. */
  readonly param: string | undefined
  readonly metadata: Readonly<Record<string, unknown>>
  readonly headers: Headers | undefined
  readonly requestId: string | undefined
}

const BodySchema = z.object({
  message: z.string().nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
  type: z.string().nullish(),
  param: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
})

/** Undefined where no service said anything: the network failed, or its answer could not be read. */
export const saidError = (thrown: unknown): SaidError | undefined => {
  if (!(thrown instanceof APIError)) return undefined
  if (thrown instanceof APIConnectionError || thrown instanceof APIUserAbortError) return undefined
  const { status, headers, requestID, error } = thrown as APIError
  const body = BodySchema.safeParse(error).data
  return {
    status,
    message: body?.message ?? (typeof error === 'string' ? error : status === undefined ? '' : `HTTP ${status}`),
    code: `${body?.code ?? ''}`,
    type: body?.type ?? '',
    param: body?.param ?? undefined,
    metadata: body?.metadata ?? {},
    headers,
    requestId: requestID ?? undefined,
  }
}
