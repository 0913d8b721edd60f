import type { QuietClock } from './quiet-clock.ts'

type Fetch = typeof fetch

/** The real one, while which time stands still: until an answer is there as a whole, or its stream has ended. */
export const watchedFetch =
  (clock: QuietClock): Fetch =>
  async (input, init) => {
    const response = await clock.during(fetch(input, init))
    const { status, statusText, headers, body } = response
    if (!body) return response
    const same = { status, statusText, headers: decoded(headers) }
    if (headers.get('content-type')?.startsWith('text/event-stream')) return new Response(watched(clock, body), same)
    return new Response(await clock.during(readAll(body)), same)
  }

/** It is decoded already. */
const decoded = (headers: Headers): Headers => {
  const left = new Headers(headers)
  left.delete('content-encoding')
  left.delete('content-length')
  return left
}

/** What came, and whether it broke off: said where the body is read, as it would be. */
const readAll = async (body: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> => {
  const chunks: Uint8Array[] = []
  let broken: unknown
  try {
    for await (const chunk of body) chunks.push(chunk)
  } catch (error) {
    broken = error
  }
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      if (broken === undefined) controller.close()
      else controller.error(broken)
    },
  })
}

const watched = (clock: QuietClock, body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> => {
  const { promise: over, resolve: end } = Promise.withResolvers<void>()
  void clock.during(over)
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        clock.touch()
        if (!done) return controller.enqueue(value)
        end()
        controller.close()
      } catch (error) {
        end()
        controller.error(error)
      }
    },
    async cancel(reason) {
      end()
      await reader.cancel(reason)
    },
  })
}
