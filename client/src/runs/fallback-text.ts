import type { Catalog, Fallback } from '@reelgraph/shared'

/** What a model is called. */
export const modelName = ({ models }: Pick<Catalog, 'models'>, model: string): string =>
  models.get(model)?.title ?? model

interface Made extends Fallback {
  /** The node's own. */
  readonly own: string | undefined
  /** It is not there yet. */
  readonly isComing: boolean
}

/** `Made by Flux instead of Kling, for: The key was refused.` */
export const fallbackText = (catalog: Pick<Catalog, 'models'>, { model, because, own, isComing }: Made): string => {
  const instead = own === undefined ? '' : ` instead of ${modelName(catalog, own)}`
  return `${isComing ? 'It is being made' : 'Made'} by ${modelName(catalog, model)}${instead}, because: ${because}`
}
