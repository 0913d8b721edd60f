import { useEffect, type ReactNode } from 'react'
import { LiveRegion } from './live-region.tsx'
import { loadViews } from './lazy-view.tsx'
import { TipLayer } from './tip-layer.tsx'
import { Toaster } from './toaster.tsx'

/** What the kit needs around the app: tooltips, notices, and the voice for screen readers. */
export function UiRoot({ children }: { readonly children: ReactNode }) {
  useEffect(() => {
    // Menus and dialogs are not needed to see the film; they are fetched while nobody waits.
    const timer = setTimeout(loadViews, 600)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      {children}
      <TipLayer />
      <Toaster />
      <LiveRegion />
    </>
  )
}
