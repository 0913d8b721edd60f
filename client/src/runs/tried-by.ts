import { providerOf, type Catalog, type ErrorBody, type TaskState } from '@reelgraph/shared'

type Tried = Pick<TaskState, 'lost' | 'attempts' | 'fallback'>

/**
 * The model whose error, or lost request, a task tells of: `provider/model`. It may be a fallback of another provider than that
 * of its node. Nothing where none was tried.
 */
export const triedBy = ({ lost, attempts, fallback }: Tried): string | undefined => {
  const last = attempts.at(-1)
  const unsure = last?.status === 'unknown' ? last.model : undefined
  // after a fall back nothing else is tried, and it may have failed before an attempt of its own
  return lost?.model ?? unsure ?? fallback?.model ?? last?.model
}

/** What its provider is called. */
export const triedAt = (task: Tried, { providers }: Pick<Catalog, 'providers'>): string | undefined => {
  const model = triedBy(task)
  return model === undefined ? undefined : providers.get(providerOf(model))?.title
}

/** It is a fallback that failed, or was asked, and not the node's own model. */
export const isOfFallback = (task: Tried): boolean =>
  task.fallback !== undefined && triedBy(task) === task.fallback.model

/** Why a model could not, that another one has taken the place of. */
export interface EarlierTry {
  /** Nothing where it was never tried: then it is the node's own. */
  readonly model: string | undefined
  readonly because: string
  readonly error?: ErrorBody
}

/** Of what failed with a fallback: why those before it could not, each once, in order. */
export const earlierTries = (task: Tried): readonly EarlierTry[] => {
  if (!task.fallback || !isOfFallback(task)) return []
  const { model: last, because } = task.fallback
  const tries = new Map<string, EarlierTry>()
  for (const { model, error } of task.attempts)
    if (model !== undefined && model !== last && error) tries.set(model, { model, because: error.message, error })
  const tried = [...tries.values()]
  return tried.some((one) => one.because === because) ? tried : [...tried, { model: undefined, because }]
}
