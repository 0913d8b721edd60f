import Download from 'lucide-react/icons/download'
import Frame from 'lucide-react/icons/frame'
import StickyNote from 'lucide-react/icons/sticky-note'
import type { ComponentType } from 'react'
import { TypeChip, type Made } from '../../ui/type-chip.tsx'
import styles from './kind-chip.module.css'

/** Kinds that make nothing of their own, or nobody knows yet what. */
const signs: Readonly<Record<string, ComponentType>> = { note: StickyNote, group: Frame, import: Download }

interface KindChipProps {
  readonly kind: string
  /** Without it nobody knows yet. */
  readonly makes: Made | undefined
  readonly size?: 'medium' | 'large'
}

/** The sign of a node: what it makes, in the colour of that. */
export function KindChip({ kind, makes, size = 'medium' }: KindChipProps) {
  const Sign = makes === undefined ? signs[kind] : undefined
  if (!Sign) return <TypeChip makes={makes ?? 'data'} size={size} />
  return (
    <span className={`${styles.chip} ${styles[size]}`} aria-hidden="true">
      <Sign />
    </span>
  )
}
