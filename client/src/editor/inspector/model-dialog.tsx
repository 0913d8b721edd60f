import { lazyView } from '../../ui/lazy-view.tsx'

/** All models side by side, as they would do in this very place: price of one and of the film, time, what would not fit. */
export const ModelDialog = lazyView(async () => (await import('./model-dialog-view.tsx')).ModelDialogView)
