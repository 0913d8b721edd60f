import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import type { Point } from '../document/edits/nodes.ts'
import styles from './search-list.module.css'

interface SearchAtProps {
  readonly at: Point
  readonly label: string
  onClose(): void
  readonly children: ReactNode
}

/** A small window at a place on the screen; a press outside closes it. */
export function SearchAt({ at, label, onClose, children }: SearchAtProps) {
  const box = useRef<HTMLDivElement>(null)
  const [spot, setSpot] = useState(at)
  useLayoutEffect(() => {
    const place = () => {
      const { width = 0, height = 0 } = box.current?.getBoundingClientRect() ?? {}
      setSpot({
        x: Math.max(8, Math.min(at.x, innerWidth - width - 8)),
        y: Math.max(8, Math.min(at.y, innerHeight - height - 8)),
      })
    }
    place()
    if (!box.current) return
    // What it finds makes it higher.
    const observer = new ResizeObserver(place)
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [at])
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose()
    }
    // The press that opened it is not outside of it.
    const timer = setTimeout(() => document.addEventListener('pointerdown', onPress, true))
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerdown', onPress, true)
    }
  }, [onClose])
  return (
    <div
      ref={box}
      role="dialog"
      data-state="open"
      aria-label={label}
      className={styles.at}
      style={{ left: spot.x, top: spot.y }}
    >
      {children}
    </div>
  )
}
