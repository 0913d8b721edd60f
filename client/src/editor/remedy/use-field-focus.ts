import { useEffect, type RefObject } from 'react'
import { useEditing, useSession } from '../editor-context.ts'

/** What closes gives the focus back a moment later, and some fields are drawn a moment later. */
const FRAMES = 20

/** Puts the focus where `showField` leads to, once it is drawn. @returns whether something of the node is to be shown. */
export const useFieldFocus = (node: string | undefined, place: RefObject<HTMLElement | null>): boolean => {
  const { session } = useEditing()
  const focus = useSession((state) => (state.focus?.node === node ? state.focus : undefined))
  useEffect(() => {
    if (!focus) return
    let frame = 0
    let seen = false
    const take = (left: number) => {
      const found = focus.field === undefined ? undefined : fieldIn(place.current, focus.field)
      const control = found && controlIn(found)
      if (found && control && document.activeElement !== control) {
        control.focus({ preventScroll: true })
        found.scrollIntoView({ block: 'center' })
        // what a mouse has led to shows no ring of its own
        if (!seen) found.animate(RING, RING_MS)
        seen = true
      }
      if (left > 0) frame = requestAnimationFrame(() => take(left - 1))
      else session.setState({ focus: undefined })
    }
    take(FRAMES)
    return () => cancelAnimationFrame(frame)
  }, [focus, place, session])
  return focus !== undefined
}

/** What one writes in comes before what stands around it, and of several choices the one that is taken. */
const CONTROLS = [
  'textarea:not(:disabled), input:not(:disabled):not([type=range])',
  '[aria-checked=true]:not(:disabled)',
  'button:not(:disabled)',
]

const RING_MS = 2400
const RING: Keyframe[] = [0, 0.7, 1].map((offset) => ({
  offset,
  outline: `2px solid ${offset < 1 ? 'var(--accent)' : 'transparent'}`,
  outlineOffset: '5px',
  borderRadius: '4px',
}))

const fieldIn = (place: HTMLElement | null, name: string): HTMLElement | undefined => {
  const found = place?.querySelector<HTMLElement>(`[data-field=${CSS.escape(name)}]`)
  const folded = found?.closest('details')
  if (folded) folded.open = true
  return found ?? undefined
}

const controlIn = (field: HTMLElement): HTMLElement | undefined =>
  CONTROLS.map((control) => field.querySelector<HTMLElement>(control)).find((control) => control !== null)
