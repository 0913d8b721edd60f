import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react'

const loaders = new Set<() => Promise<unknown>>()

/**
 * A component that is not part of the first download. Drawn at once where it has been fetched already (`loadViews`), else
 * as soon as it is here, with `waiting` in its place.
 */
export function lazyView<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting?: ReactNode,
): ComponentType<Props> {
  let fetched: ComponentType<Props> | undefined
  const fetchView = async () => {
    fetched = await load()
    return { default: fetched }
  }
  const Fetching: ComponentType<Props> = lazy(fetchView)
  loaders.add(fetchView)
  return function LazyView(props: Props) {
    // Chosen once: what is open stays what it is when its code arrives.
    const [View] = useState(() => fetched ?? Fetching)
    return (
      <Suspense fallback={waiting}>
        <View {...props} />
      </Suspense>
    )
  }
}

/** Fetches them all while nobody waits. One that cannot be had fails when it is drawn, not here. */
export function loadViews(): void {
  void Promise.allSettled([...loaders].map((load) => load()))
}
