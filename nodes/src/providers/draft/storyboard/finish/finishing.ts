import type { Brush, Layer, Stage } from '../stage.ts'

/** Turns the sheets of a picture into the picture. */
export type Finish = (brush: Brush, picture: { readonly stage: Stage; readonly layers: readonly Layer[] }) => void
