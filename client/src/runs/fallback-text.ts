import { isOver, type Catalog, type Fallback, type TaskState } from '@reelgraph/shared'
import { sentences } from '../lib/sentences.ts'

/** What a model is called. */
export const modelName = ({ models }: Pick<Catalog, 'models'>, model: string): string =>
  models.get(model)?.title ?? model

interface Made extends Fallback {
  /** The one that it takes the place of: that of the node then, nothing where nobody knows it any more. */
  readonly own: string | undefined
  readonly is: 'to-come' | 'coming' | 'made' | 'not-made'
}

const MADE = {
  'to-come': 'It is to be made by',
  coming: 'It is being made by',
  made: 'Made by',
  'not-made': 'It was to be made by',
} as const

/** `Made by Flux instead of Kling, because: The key was refused. Length: 10 becomes 8.` */
export const fallbackText = (catalog: Pick<Catalog, 'models'>, made: Made): string => {
  const { model, because, changes = [], own, is } = made
  const instead = own === undefined ? '' : ` instead of ${modelName(catalog, own)}`
  const by = `${MADE[is]} ${modelName(catalog, model)}${instead}, because: ${because}`
  return sentences(by, ...changes)
}

/** What a model would do otherwise, within a sentence: `Length: 10 becomes 8; Ratio: 9:16 becomes 16:9`. */
export const changesText = (changes: readonly string[]): string =>
  changes.map((change) => change.replace(/\.$/, '')).join('; ')

/** The same of what a run says of it, which may have begun with another model than the node has now. */
export const fallbackOfTask = (catalog: Pick<Catalog, 'models'>, task: TaskState): string | undefined => {
  const { fallback, attempts } = task
  if (!fallback) return undefined
  // what had no key was never tried
  const own = attempts.find(({ model }) => model !== undefined && model !== fallback.model)?.model
  return fallbackText(catalog, { ...fallback, own, is: becomes(task) })
}

const becomes = (task: TaskState): Made['is'] => {
  const { status } = task
  if (status === 'succeeded') return 'made'
  if (status === 'unknown' || isOver(task)) return 'not-made'
  return status === 'running' || status === 'late' ? 'coming' : 'to-come'
}
