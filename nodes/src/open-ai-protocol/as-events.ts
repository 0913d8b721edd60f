import type { Context } from '@reelgraph/shared'

type Fetch = Context['http']['free']

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
