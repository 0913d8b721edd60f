import { CAPTION } from './font.ts'
import type { Brush, Stage } from './stage.ts'
import type { Style } from './style.ts'

const ON_PAPER: ReadonlySet<Style> = new Set(['watercolour', 'blueprint'])

/** The scene heading, small, in the lower left, readable on any picture. */
export const drawSlug = (brush: Brush, { stage, style }: { readonly stage: Stage; readonly style: Style }): void => {
  const { scene, width, height, unit } = stage
  const size = Math.round(24 * unit)
  const margin = (style === 'watercolour' ? 84 : style === 'blueprint' ? 58 : 34) * unit
  brush.save()
  brush.font = `${size}px "${CAPTION}"`
  brush.letterSpacing = `${(2.4 * unit).toFixed(2)}px`
  brush.textBaseline = 'alphabetic'
  if (!ON_PAPER.has(style)) {
    const ground = brush.createLinearGradient(0, height - 120 * unit, 0, height)
    ground.addColorStop(0, 'rgba(6,6,10,0)')
    ground.addColorStop(1, 'rgba(6,6,10,0.5)')
    brush.fillStyle = ground
    brush.fillRect(0, height - 120 * unit, width, 120 * unit)
  }
  brush.shadowColor = 'rgba(6,6,10,0.6)'
  brush.shadowBlur = 6 * unit
  brush.fillStyle = 'rgba(250,247,240,0.95)'
  brush.fillText(scene.slug, margin, height - margin)
  brush.restore()
}
