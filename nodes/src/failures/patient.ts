import type { Context } from '@reelgraph/shared'
import { within } from './network.ts'

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
