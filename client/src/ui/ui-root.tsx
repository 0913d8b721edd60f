import type { ReactNode } from 'react'
import { LiveRegion } from './live-region.tsx'
import { Toaster } from './toaster.tsx'
import { TooltipProvider } from './tooltip.tsx'

/** What the kit needs around the app: tooltips, notices, and the voice for screen readers. */
export const UiRoot = ({ children }: { readonly children: ReactNode }) => (
  <TooltipProvider>
    {children}
    <Toaster />
    <LiveRegion />
  </TooltipProvider>
)
