import type { Context } from '@reelgraph/shared'

/** In characters: what of a text is told while it is written. */
const TAIL = 280
/** A token is about so many characters. */
const CHARACTERS = 4

/** Shows the end of a growing text on the node. How long it will be nobody knows: the fraction is of the limit. */
export const tellWriting = (ctx: Pick<Context, 'progress'>, written: string, maxTokens: number): void =>
  ctx.progress(
    Math.min(0.99, written.length / (maxTokens * CHARACTERS)),
    written.length > TAIL ? `…${written.slice(-TAIL)}` : written,
  )
