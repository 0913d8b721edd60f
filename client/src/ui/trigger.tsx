import { cloneElement, useRef, type KeyboardEvent, type ReactElement } from 'react'
import styles from './overlay.module.css'
import type { Box } from './place-tip.ts'

interface Told {
  readonly 'aria-haspopup'?: 'menu' | 'dialog'
  readonly 'aria-expanded'?: boolean
  readonly 'data-state'?: 'open' | 'closed'
}
export type TriggerElement = ReactElement<Told>

/** Where an overlay hangs, and what gets the focus back. */
export interface Anchor {
  readonly box: Box
  readonly element: HTMLElement | undefined
}

interface TriggerProps {
  readonly opens: 'menu' | 'dialog'
  readonly open: boolean
  /** Pressed; gives where to hang what it opens. */
  onPress(anchor: Anchor): void
  readonly children: TriggerElement
}

/** Makes one button open something. The overlay itself exists only while it is open. */
export function Trigger({ opens, open, onPress, children }: TriggerProps) {
  const around = useRef<HTMLSpanElement>(null)
  const press = () => {
    const element = around.current?.firstElementChild
    if (element instanceof HTMLElement) onPress({ box: element.getBoundingClientRect(), element })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (open || opens !== 'menu' || event.key !== 'ArrowDown') return
    event.preventDefault()
    event.stopPropagation()
    press()
  }
  return (
    <span ref={around} role="presentation" className={styles.unseen} onClick={press} onKeyDown={onKeyDown}>
      {cloneElement(children, {
        'aria-haspopup': opens,
        'aria-expanded': open,
        'data-state': open ? 'open' : 'closed',
      })}
    </span>
  )
}
