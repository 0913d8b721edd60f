import type { Catalog, Fallback } from '@reelgraph/shared'
import { sentences } from '../lib/sentences.ts'

/** What a model is called. */
export const modelName = ({ models }: Pick<Catalog, 'models'>, model: string): string =>
  models.get(model)?.title ?? model

interface Made extends Fallback {
  /** The node's own. */
  readonly own: string | undefined
  /** It is not there yet. */
  readonly isComing: boolean
}

/** `Made by Flux instead of Kling, because: The key was refused. Length: 10 becomes 8.` */
export const fallbackText = (catalog: Pick<Catalog, 'models'>, made: Made): string => {
  const { model, because, changes = [], own, isComing } = made
  const instead = own === undefined ? '' : ` instead of ${modelName(catalog, own)}`
  const by = `${isComing ? 'It is being made' : 'Made'} by ${modelName(catalog, model)}${instead}, because: ${because}`
  return sentences(by, ...changes)
}

/** What a model would do otherwise, within a sentence: `Length: 10 becomes 8; Ratio: 9:16 becomes 16:9`. */
export const changesText = (changes: readonly string[]): string =>
  changes.map((change) => change.replace(/\.$/, '')).join('; ')
