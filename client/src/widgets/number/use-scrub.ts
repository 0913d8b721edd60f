import { useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { Limits } from '../field.ts'
import { scrub } from './number-maths.ts'

interface ScrubQuestion {
  readonly limits: Limits
  readonly value: number | undefined
  readonly input: RefObject<HTMLInputElement | null>
  readonly disabled: boolean
  onInput(value: number): void
  onCommit(value: number): boolean
}

interface Drag {
  readonly from: number
  readonly start: number
  moved: boolean
  last: number
}

const threshold = 3

/** A press that moves sideways changes the number; one that does not is a click, and the field is typed in. */
export function useScrub({ limits, value, input, disabled, onInput, onCommit }: ScrubQuestion) {
  const drag = useRef<Drag>(undefined)
  const [active, setActive] = useState(false)

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    // While it is typed in, the pointer selects text.
    if (disabled || event.button !== 0 || event.pointerType === 'touch' || document.activeElement === input.current)
      return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    const start = value ?? limits.min ?? 0
    drag.current = { from: event.clientX, start, moved: false, last: start }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const now = drag.current
    if (!now) return
    const pixels = event.clientX - now.from
    if (!now.moved && Math.abs(pixels) < threshold) return
    now.moved = true
    setActive(true)
    const next = scrub(limits, { start: now.start, pixels, fine: event.shiftKey })
    if (next === now.last) return
    now.last = next
    onInput(next)
  }
  const onPointerUp = () => {
    const done = drag.current
    drag.current = undefined
    setActive(false)
    if (!done) return
    if (done.moved) {
      if (done.last !== done.start) onCommit(done.last)
      return
    }
    input.current?.focus()
    input.current?.select()
  }
  const onPointerCancel = () => {
    const lost = drag.current
    drag.current = undefined
    setActive(false)
    if (lost?.moved) onInput(lost.start)
  }
  return { active, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } }
}
