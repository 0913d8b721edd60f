import { providerOf, type Catalog, type TaskState } from '@reelgraph/shared'

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
