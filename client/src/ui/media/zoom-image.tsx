import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { ImageView } from './image-view.tsx'
import { fitted, zoomAt, type View } from './zoom.ts'
import styles from './zoom-image.module.css'

/** A picture with wheel and pinch zoom under the pointer, dragged to pan, double-clicked between fit and twice. */
export function ZoomImage({ src, alt }: { readonly src: string; readonly alt: string }) {
  const frame = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<View>(fitted)
  const pan = useRef<{ readonly x: number; readonly y: number; readonly view: View }>(undefined)

  const pointIn = (event: { readonly clientX: number; readonly clientY: number }) => {
    const box = frame.current?.getBoundingClientRect()
    if (!box) return { x: 0, y: 0 }
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 }
  }
  // React listens to the wheel passively, and a page must not scroll or zoom behind a picture.
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0018))
      setView((now) => zoomAt(now, { point: pointIn(event), factor }))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [])

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || view.scale === 1) return
    event.currentTarget.setPointerCapture(event.pointerId)
    pan.current = { x: event.clientX, y: event.clientY, view }
  }
  const onPointerMove = (event: PointerEvent) => {
    const from = pan.current
    if (!from) return
    setView({ ...from.view, x: from.view.x + event.clientX - from.x, y: from.view.y + event.clientY - from.y })
  }
  const onPointerEnd = () => {
    pan.current = undefined
  }
  return (
    <div
      ref={frame}
      className={styles.frame}
      data-zoomed={view.scale > 1}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
      onDoubleClick={(event) => setView(view.scale > 1 ? fitted : zoomAt(view, { point: pointIn(event), factor: 2 }))}
    >
      <div className={styles.moved} style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}>
        <ImageView src={src} alt={alt} fit="contain" />
      </div>
      {view.scale !== 1 && <span className={styles.scale}>{Math.round(view.scale * 100)} %</span>}
    </div>
  )
}
