import { useSyncExternalStore } from 'react'

const query = (): MediaQueryList => matchMedia('(max-width: 720px)')

const watch = (listener: () => void): (() => void) => {
  const list = query()
  list.addEventListener('change', listener)
  return () => list.removeEventListener('change', listener)
}

/** Too narrow for a canvas. */
export const useIsSmall = (): boolean => useSyncExternalStore(watch, () => query().matches)
