export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

interface Placing {
  readonly anchor: Box
  readonly size: { readonly width: number; readonly height: number }
  readonly window: { readonly width: number; readonly height: number }
  readonly side: string | undefined
}

const gap = 6
const edge = 8
const opposite: Readonly<Record<string, string>> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' }

/** Beside the anchor on the wished side, else on the other one, and never outside the window. */
export function placeTip({ anchor, size, window, side = 'top' }: Placing): {
  readonly left: number
  readonly top: number
} {
  const wished = at(side, { anchor, size })
  const best = fits(side, { spot: wished, size, window }) ? wished : at(opposite[side] ?? 'bottom', { anchor, size })
  return {
    left: Math.max(edge, Math.min(best.left, window.width - size.width - edge)),
    top: Math.max(edge, Math.min(best.top, window.height - size.height - edge)),
  }
}

function at(side: string, { anchor, size }: Pick<Placing, 'anchor' | 'size'>) {
  const middle = anchor.left + (anchor.width - size.width) / 2
  const centre = anchor.top + (anchor.height - size.height) / 2
  if (side === 'bottom') return { left: middle, top: anchor.top + anchor.height + gap }
  if (side === 'left') return { left: anchor.left - size.width - gap, top: centre }
  if (side === 'right') return { left: anchor.left + anchor.width + gap, top: centre }
  return { left: middle, top: anchor.top - size.height - gap }
}

// Only the way away from the anchor counts: along its edge the tip is pushed in.
const fits = (
  side: string,
  {
    spot,
    size,
    window,
  }: Pick<Placing, 'size' | 'window'> & { readonly spot: { readonly left: number; readonly top: number } },
): boolean => {
  if (side === 'left') return spot.left >= edge
  if (side === 'right') return spot.left + size.width <= window.width - edge
  if (side === 'bottom') return spot.top + size.height <= window.height - edge
  return spot.top >= edge
}
