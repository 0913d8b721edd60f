export type TooltipSide = 'top' | 'right' | 'bottom' | 'left'

export interface TipProps {
  readonly label: string
  readonly shortcut?: string | undefined
  readonly side?: TooltipSide
}

/**
 * Attributes that give any element a tooltip. One layer for the whole app reads them (`tip-layer.tsx`), so that a canvas
 * of a thousand buttons has no thousand tooltips.
 */
export const tipProps = ({ label, shortcut, side = 'top' }: TipProps) => ({
  'data-tip': label,
  'data-tip-keys': shortcut,
  'data-tip-side': side,
})
