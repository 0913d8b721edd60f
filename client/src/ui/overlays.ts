import { lazyView } from './lazy-view.tsx'

export const MenuView = lazyView(async () => (await import('./menu-view.tsx')).MenuView)
export const PopoverView = lazyView(async () => (await import('./popover-view.tsx')).PopoverView)
export const DialogView = lazyView(async () => (await import('./dialog-view.tsx')).DialogView)
