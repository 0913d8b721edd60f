import { useEffect, useRef } from 'react'
import { classes } from '../../lib/classes.ts'
import { moveWithin } from '../move-within.ts'
import { ProgressBar } from '../progress-bar.tsx'
import type { StepState } from '../state-dot.tsx'
import { Tag } from '../tag.tsx'
import styles from './filmstrip.module.css'
import { ImageView } from './image-view.tsx'

export interface FilmstripItem {
  /** The item's key, not its position. */
  readonly key: string
  /** "Shot 2". */
  readonly label: string
  /** A picture of the result, or of what it will be made from. */
  readonly src?: string | undefined
  readonly state: StepState
  /** From 0 to 1, while it runs; unknown without it. */
  readonly progress?: number | undefined
  /** On the picture: its length, or a word. Without it a state that needs one has its own. */
  readonly tag?: string | undefined
}

interface FilmstripProps {
  readonly label: string
  readonly items: readonly FilmstripItem[]
  readonly selected?: string | undefined
  onSelect?(key: string): void
  /** Double click or Enter on what is selected: look at it in full. */
  onOpen?(key: string): void
  readonly className?: string
}

const words: Readonly<Partial<Record<StepState, string>>> = {
  queued: 'queued',
  waits: 'waits',
  failed: 'failed',
  blocked: 'blocked',
  unknown: 'perhaps paid',
  held: 'held',
  late: 'late',
  look: 'to look at',
  cancelled: 'cancelled',
}

/** Items of a list side by side, each with its own state. */
export function Filmstrip({ label, items, selected, onSelect, onOpen, className }: FilmstripProps) {
  const strip = useRef<HTMLDivElement>(null)
  const known = items.some(({ key }) => key === selected)
  useEffect(() => {
    strip.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [selected])
  return (
    <div
      ref={strip}
      role="listbox"
      tabIndex={-1}
      aria-label={label}
      aria-orientation="horizontal"
      className={classes(styles.strip, className)}
      onKeyDown={(event) => moveWithin(event, '[role=option]')?.click()}
    >
      {items.map((item, position) => (
        <button
          key={item.key}
          type="button"
          role="option"
          aria-selected={item.key === selected}
          aria-label={`${item.label}, ${item.tag ?? words[item.state] ?? item.state}`}
          tabIndex={item.key === selected || (!known && position === 0) ? 0 : -1}
          className={classes(styles.item, styles[item.state])}
          onClick={() => onSelect?.(item.key)}
          onDoubleClick={() => onOpen?.(item.key)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            onOpen?.(item.key)
          }}
        >
          {item.src !== undefined && <ImageView src={item.src} alt="" />}
          <Overlay item={item} />
        </button>
      ))}
    </div>
  )
}

function Overlay({ item }: { readonly item: FilmstripItem }) {
  if (item.state === 'running')
    return (
      <span className={styles.progress}>
        <ProgressBar label={item.label} value={item.progress} />
      </span>
    )
  const word = item.tag ?? words[item.state]
  if (word === undefined) return
  return (
    <span className={styles.tag}>
      <Tag tone="media">
        {item.state === 'failed' && <span className={styles.mark} />}
        {word}
      </Tag>
    </span>
  )
}
