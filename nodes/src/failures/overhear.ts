import type { Context } from '@reelgraph/shared'

type Fetch = Context['http']['free']

/** What was answered last. */
export interface Heard {
  readonly status: number
  readonly headers: Headers
  /** Of an answer that is an error: whatever came with it. */
  readonly text: string
}

interface Overheard {
  readonly fetch: Fetch
  /** Undefined where no answer came. */
  heard(): Heard | undefined
}

/** A client tells of an odd answer what it makes of it; here is what was said. */
export const overhear = (send: Fetch): Overheard => {
  let heard: Heard | undefined
  return {
    heard: () => heard,
    async fetch(input, init) {
      heard = undefined
      const response = await send(input, init)
      const { status, headers, ok } = response
      heard = { status, headers, text: ok ? '' : await textOf(response.clone()) }
      return response
    },
  }
}

const textOf = async (response: Response): Promise<string> => {
  try {
    return await response.text()
  } catch {
    // the line broke: what its status says is enough
    return ''
  }
}
