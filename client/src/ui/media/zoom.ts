/** A picture's place: shifted from the middle in px, then scaled. */
export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export const fitted: View = { scale: 1, x: 0, y: 0 }
const largest = 16

interface Zoom {
  /** From the middle of the frame, in px. It stays where it is. */
  readonly point: { readonly x: number; readonly y: number }
  readonly factor: number
}

export function zoomAt(view: View, { point, factor }: Zoom): View {
  const scale = Math.min(largest, Math.max(1, view.scale * factor))
  if (scale === 1) return fitted
  const grown = scale / view.scale
  return { scale, x: point.x - (point.x - view.x) * grown, y: point.y - (point.y - view.y) * grown }
}
