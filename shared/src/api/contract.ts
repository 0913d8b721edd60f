import { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One route: what goes in, what comes out. Server, typed client and the OpenAPI document are made of it. */
export interface Contract<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly method: Method
  /** With `:name` for parameters. */
  readonly path: `/api/${string}`
  readonly summary: string
  readonly params: P
  readonly query: Q
  /** `z.undefined()` where there is none. */
  readonly body: B
  readonly response: R
  /** Of the good answer; 200 where it says nothing. */
  readonly status?: 200 | 201 | 202
}

const Nothing = z.object({})

interface Given<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  readonly method: Method
  readonly path: `/api/${string}`
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly response: R
  readonly status?: 200 | 201 | 202
}

export const contract = <
  R extends z.ZodType,
  P extends z.ZodType = typeof Nothing,
  Q extends z.ZodType = typeof Nothing,
  B extends z.ZodType = z.ZodUndefined,
>(
  given: Given<P, Q, B, R>,
): Contract<P, Q, B, R> => ({
  method: given.method,
  path: given.path,
  summary: given.summary,
  params: given.params ?? (Nothing as unknown as P), // the default of the type parameter
  query: given.query ?? (Nothing as unknown as Q), // the default of the type parameter
  body: given.body ?? (z.undefined() as unknown as B), // the default of the type parameter
  response: given.response,
  ...(given.status && { status: given.status }),
})
