import { useMemo, useSyncExternalStore } from 'react'
import { parseRoute, type Route } from './route.ts'

const moved = new EventTarget()

/** Goes to a page of the app without loading it anew. */
export const navigate = (path: string, { replace = false }: { readonly replace?: boolean } = {}): void => {
  if (path === location.pathname) return
  if (replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  moved.dispatchEvent(new Event('move'))
}

const watch = (listener: () => void): (() => void) => {
  moved.addEventListener('move', listener)
  window.addEventListener('popstate', listener)
  return () => {
    moved.removeEventListener('move', listener)
    window.removeEventListener('popstate', listener)
  }
}

export const useRoute = (): Route => {
  const path = useSyncExternalStore(watch, () => location.pathname)
  return useMemo(() => parseRoute(path), [path])
}
