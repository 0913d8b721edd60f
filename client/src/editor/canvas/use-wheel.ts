import { useReactFlow } from '@xyflow/react'
import { useEffect, type RefObject } from 'react'

/** A wheel turns in whole notches and in one direction; a trackpad glides. */
const isMouseWheel = (event: WheelEvent): boolean =>
  event.deltaMode === WheelEvent.DOM_DELTA_LINE ||
  (event.deltaX === 0 && Math.abs(event.deltaY) >= 90 && Number.isInteger(event.deltaY))

/** A mouse wheel zooms at the pointer; two fingers pan and pinch as React Flow has it. */
export function useWheel(surface: RefObject<HTMLDivElement | null>): void {
  const { getViewport, setViewport } = useReactFlow()
  useEffect(() => {
    const element = surface.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !isMouseWheel(event)) return
      if (event.target instanceof Element && scrolls(event.target.closest('.nowheel'))) return
      event.preventDefault()
      event.stopPropagation()
      const box = element.getBoundingClientRect()
      const { x, y, zoom } = getViewport()
      const next = Math.min(2.5, Math.max(0.08, zoom * (event.deltaY > 0 ? 0.88 : 1 / 0.88)))
      const at = { x: event.clientX - box.left, y: event.clientY - box.top }
      const ratio = next / zoom
      void setViewport({ x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio, zoom: next })
    }
    element.addEventListener('wheel', onWheel, { capture: true, passive: false })
    return () => element.removeEventListener('wheel', onWheel, { capture: true })
  }, [surface, getViewport, setViewport])
}

const scrolls = (element: Element | null): boolean =>
  element !== null && element.scrollHeight > element.clientHeight + 1
