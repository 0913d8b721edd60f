import type { Context } from '@reelgraph/shared'

/** In characters: what of a text is told while it is written. */
const TAIL = 280
/** A token is about so many characters. */
const CHARACTERS = 4

/** Shows the end of a growing text on the node. How long it will be nobody knows: the fraction is of the limit. */
export const tellWriting = (ctx: Pick<Context, 'progress'>, written: string, maxTokens: number): void => {
  const text = readable(written)
  ctx.progress(
    Math.min(0.99, written.length / (maxTokens * CHARACTERS)),
    text.length > TAIL ? `…${text.slice(-TAIL)}` : text,
  )
}

const LIST = /^\s*\{\s*"items"\s*:\s*\[\s*"/

/** A list comes as JSON, and is read as lines. */
const readable = (written: string): string =>
  LIST.test(written)
    ? written
        .replace(LIST, '')
        .replace(/"\s*\]?\s*\}?\s*$/, '')
        .split(/(?<!\\)"\s*,\s*"/)
        .map((item) => item.replace(/\\n/g, ' ').replace(/\\(["\\/])/g, '$1'))
        .join('\n')
    : written
