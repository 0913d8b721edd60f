import type { Context } from '@reelgraph/shared'
import { within } from '../failures/network.ts'

type Fetch = Context['http']['free']

/** Nobody waits longer than `ms` for an answer, nor between two pieces of it; by the context's clock. */
export const patient = (ctx: Pick<Context, 'clock'>, ms: number, send: Fetch): Fetch => {
  const inTime = within(ctx, ms, send)
  return async (input, init) => {
    const response = await inTime(input, init)
    const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader()
    if (!reader) return response
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const came = new AbortController()
        const late = async (): Promise<never> => {
          await ctx.clock.sleep(ms, came.signal)
          throw new Error(`nothing came for ${Math.round(ms / 1000)} s`)
        }
        try {
          const { done, value } = await Promise.race([reader.read(), late()])
          if (done) controller.close()
          else controller.enqueue(value)
        } catch (thrown) {
          controller.error(thrown)
          await reader.cancel(thrown).catch(() => undefined)
        } finally {
          came.abort()
        }
      },
      // whoever lets go of it has a reason already
      cancel: async (reason) => reader.cancel(reason).catch(() => undefined),
    })
    const { status, statusText, headers } = response
    return new Response(body, { status, statusText, headers })
  }
}

/** A whole answer where a stream was asked for is a stream of one event. */
export const asEvents =
  (send: Fetch): Fetch =>
  async (input, init) => {
    const response = await send(input, init)
    if (!response.ok || !/json/.test(response.headers.get('content-type') ?? '')) return response
    const event = JSON.stringify(JSON.parse(await response.text()))
    const headers = new Headers(response.headers)
    headers.delete('content-length')
    headers.set('content-type', 'text/event-stream')
    return new Response(`data: ${event}\n\ndata: [DONE]\n\n`, { headers })
  }
