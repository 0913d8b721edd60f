import { fail, type Contract } from '@reelgraph/shared'
import type { Hono } from 'hono'
import { z } from 'zod'
import { readJson } from './read-body.ts'

export interface Api {
  readonly app: Hono
  /** What has been implemented; the OpenAPI document is made of it. */
  readonly contracts: Contract[]
  /** Parses every answer too. For tests and development. */
  readonly checkAnswers: boolean
}

interface Given<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params: z.output<P>
  readonly query: z.output<Q>
  readonly body: z.output<B>
  /** Aborts when the asker goes away. */
  readonly signal: AbortSignal
}

/** What travels is never changed, so lists may be read-only. */
type Unchanging<T> = T extends readonly (infer I)[]
  ? readonly Unchanging<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Unchanging<T[K]> }
    : T

/** Answers a contract's route: parsed on the way in, one shape of error on the way out. */
export const implement = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  { app, contracts, checkAnswers }: Api,
  contract: Contract<P, Q, B, R>,
  handler: (given: Given<P, Q, B>) => Promise<Unchanging<z.input<R>>>,
): void => {
  contracts.push(contract)
  const takesBody = !(contract.body instanceof z.ZodUndefined)
  app.on(contract.method, contract.path, async (c) => {
    const answer = await handler({
      params: parse(contract.params, c.req.param(), 'address'),
      query: parse(contract.query, c.req.query(), 'query'),
      body: parse(contract.body, takesBody ? await readJson(c.req.raw) : undefined, 'body'),
      signal: c.req.raw.signal,
    })
    if (checkAnswers) contract.response.parse(answer)
    return Response.json(answer, { status: contract.status ?? 200 })
  })
}

const parse = <S extends z.ZodType>(schema: S, value: unknown, where: 'address' | 'query' | 'body'): z.output<S> => {
  const unknown = unknownField(schema, value)
  if (unknown !== undefined) {
    throw fail('invalid-request', `This request takes no ${where === 'query' ? 'query ' : ''}field "${unknown}".`, {
      field: unknown,
      hint: 'Look for a slip in its name; /api/openapi.json lists what there is.',
    })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') ?? ''
  const what = field === '' ? `The ${where} of this request does not fit` : `"${field}" in the ${where} does not fit`
  const why = (issue?.message ?? 'unknown').replace(/\.$/, '')
  throw fail('invalid-request', `${what}: ${why}.`, { ...(field !== '' && { field }) })
}

/** A field that nobody reads would be a wish that nobody grants. */
const unknownField = (schema: z.ZodType, value: unknown): string | undefined => {
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return undefined
  // one that is loose is checked by who knows what else there is
  if (schema.def.catchall instanceof z.ZodUnknown) return undefined
  return Object.keys(value).find((name) => !Object.hasOwn(schema.shape, name))
}
