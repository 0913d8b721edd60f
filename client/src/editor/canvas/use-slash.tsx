import { useMemo, useState, type PointerEvent, type SyntheticEvent } from 'react'
import { createPortal } from 'react-dom'
import { removeOps, type Point } from '../document/edits/nodes.ts'
import { useEditing } from '../editor-context.ts'
import styles from './canvas.module.css'
import { crosses } from './crossing.ts'

interface Held {
  readonly button: number
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

const isSlash = ({ button, altKey, ctrlKey, metaKey }: Held): boolean => button === 0 && altKey && (ctrlKey || metaKey)

/** A stroke with Mod and Alt held cuts every wire that it crosses. */
export function useSlash() {
  const editing = useEditing()
  const [stroke, setStroke] = useState<readonly Point[]>([])
  const handlers = useMemo(() => {
    const begin = (event: PointerEvent<HTMLElement>) => {
      if (!isSlash(event)) return
      event.stopPropagation()
      const surface = event.currentTarget
      let points: readonly Point[] = [{ x: event.clientX, y: event.clientY }]
      const over = new AbortController()
      const done = () => {
        over.abort()
        setStroke([])
      }
      const listen = { signal: over.signal, capture: true }
      window.addEventListener(
        'pointermove',
        (move) => {
          points = [...points, { x: move.clientX, y: move.clientY }]
          setStroke(points)
        },
        listen,
      )
      window.addEventListener(
        'pointerup',
        () => {
          done()
          const edges = wiresAcross(surface, points)
          if (edges.length === 0) return
          const label = edges.length === 1 ? 'Cut a wire' : `Cut ${edges.length} wires`
          editing.document.commit(label, removeOps(editing.document.project, { nodes: [], edges }))
        },
        listen,
      )
      window.addEventListener('pointercancel', done, listen)
      window.addEventListener('keydown', (key) => key.key === 'Escape' && done(), listen)
    }
    /** Neither a card nor the selection box begins to move. */
    const keep = (event: SyntheticEvent<HTMLElement, MouseEvent>) => {
      if (isSlash(event.nativeEvent)) event.stopPropagation()
    }
    return { onPointerDownCapture: begin, onMouseDownCapture: keep, onClickCapture: keep }
  }, [editing])
  const line =
    stroke.length > 1 &&
    createPortal(
      <svg className={styles.slash} aria-hidden="true">
        <polyline points={stroke.map(({ x, y }) => `${x},${y}`).join(' ')} />
      </svg>,
      document.body,
    )
  return { handlers, line }
}

const wiresAcross = (surface: HTMLElement, stroke: readonly Point[]): readonly string[] =>
  [...surface.querySelectorAll('.react-flow__edge')].flatMap((edge) => {
    const path = edge.querySelector('path.react-flow__edge-path')
    const id = edge.getAttribute('data-id')
    return id !== null && path instanceof SVGPathElement && crosses(stroke, pointsOf(path)) ? [id] : []
  })

const SAMPLES = 48

/** Where a wire is drawn, in px of the window. */
const pointsOf = (path: SVGPathElement): readonly Point[] => {
  const matrix = path.getScreenCTM()
  if (!matrix) return []
  const length = path.getTotalLength()
  return Array.from({ length: SAMPLES + 1 }, (_, index) => {
    const { x, y } = path.getPointAtLength((length * index) / SAMPLES).matrixTransform(matrix)
    return { x, y }
  })
}
