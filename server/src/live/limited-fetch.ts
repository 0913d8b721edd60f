/** Larger than any list that is one, in bytes. */
const MOST_BYTES = 20_000_000

/** The answer's body breaks off where it is larger than a list can be. */
export const limitedFetch =
  (send: typeof fetch, most = MOST_BYTES): typeof fetch =>
  async (input, init) => {
    const answer = await send(input, init)
    if (!answer.body) return answer
    let bytes = 0
    const counted = answer.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          bytes += chunk.byteLength
          if (bytes > most) controller.error(new TypeError(`the list is larger than ${most} bytes`))
          else controller.enqueue(chunk)
        },
      }),
    )
    const { status, statusText, headers } = answer
    return new Response(counted, { status, statusText, headers })
  }
