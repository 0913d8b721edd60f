import type { Catalog } from '@reelgraph/shared'
import { ownWords } from '../lib/own-words.ts'
import { sentences } from '../lib/sentences.ts'
import { modelName } from './fallback-text.ts'
import type { EarlierTry } from './tried-by.ts'

/** `FLUX.1 dev could not either: The credits are used up.` On the node, whose `title` stands above it. */
export const earlierText = (
  { model, because }: EarlierTry,
  { catalog, title }: { readonly catalog: Pick<Catalog, 'models'>; readonly title: string },
): string => {
  const who = model === undefined ? 'Its own model' : modelName(catalog, model)
  return sentences(`${who} could not either: ${ownWords(because, title)}`)
}
