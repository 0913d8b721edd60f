import { ErrorBodySchema, fail, ReelgraphError, type Contract } from '@reelgraph/shared'
import { z } from 'zod'

type AnySchema = z.ZodType

type Part<Name extends string, S extends AnySchema> =
  undefined extends z.input<S>
    ? { readonly [K in Name]?: undefined }
    : Record<never, never> extends z.input<S>
      ? { readonly [K in Name]?: z.input<S> }
      : { readonly [K in Name]: z.input<S> }

/** What a contract asks for: `params`, `query` and `body` where it has them, and a signal that gives up. */
export type Given<P extends AnySchema, Q extends AnySchema, B extends AnySchema> = Part<'params', P> &
  Part<'query', Q> &
  Part<'body', B> & { readonly signal?: AbortSignal }

type Arguments<G> = Record<never, never> extends G ? [given?: G] : [given: G]

interface Loose {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/**
 * Asks the server and gives the parsed answer.
 * @throws ReelgraphError: what the server said, `no-answer` where it says nothing, `cancelled` where the signal aborted.
 */
export const call = async <P extends AnySchema, Q extends AnySchema, B extends AnySchema, R extends AnySchema>(
  contract: Contract<P, Q, B, R>,
  ...[given]: Arguments<Given<P, Q, B>>
): Promise<z.output<R>> => {
  const { params, query, body, signal } = (given ?? {}) as Loose // `Given` says more exactly what may be in it
  const response = await send(`${pathOf(contract.path, params)}${queryOf(query)}`, {
    method: contract.method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal && { signal }),
  })
  if (!response.ok) throw await errorOf(response)
  const parsed = contract.response.safeParse(response.status === 204 ? undefined : await read(response))
  if (parsed.success) return parsed.data
  throw fail('internal', `The server answered “${contract.summary}” in a form that this page does not know.`, {
    hint: 'Reload the page: it may be older than the server.',
    detail: z.prettifyError(parsed.error),
  })
}

const send = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init)
  } catch (thrown) {
    if (init.signal?.aborted) throw fail('cancelled', 'The request was cancelled.')
    throw noAnswer(thrown)
  }
}

export const noAnswer = (cause?: unknown): ReelgraphError =>
  new ReelgraphError(
    {
      code: 'no-answer',
      message: 'The server does not answer.',
      hint: 'Check that Reelgraph is still running where you started it, then try again.',
    },
    cause,
  )

/** What the server said went wrong, of any answer that is not a good one. */
const errorOf = async (response: Response): Promise<ReelgraphError> =>
  errorFrom(response.status, await response.text().catch(() => ''))

const ErrorAnswerSchema = z.object({ error: ErrorBodySchema })

export const errorFrom = (status: number, text: string): ReelgraphError => {
  const parsed = ErrorAnswerSchema.safeParse(parseJson(text))
  if (parsed.success) return new ReelgraphError(parsed.data.error)
  // Nobody but a proxy whose server is gone answers like this.
  if (status >= 502 && status <= 504) return noAnswer()
  return fail('internal', `The server answered with status ${status} and no reason.`, {
    hint: 'Try again; if it stays, look at what the server prints.',
    ...(text && { detail: text.slice(0, 2000) }),
  })
}

const read = async (response: Response): Promise<unknown> => parseJson(await response.text())

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const pathOf = (path: string, params: unknown): string => {
  const named = z.record(z.string(), z.string()).safeParse(params)
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = named.data?.[name]
    if (value === undefined) throw fail('internal', `The address ${path} needs "${name}".`)
    return encodeURIComponent(value)
  })
}

const queryOf = (query: unknown): string => {
  if (typeof query !== 'object' || query === null) return ''
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  return search.size > 0 ? `?${search}` : ''
}
