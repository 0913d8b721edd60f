import { useRef, useState, type PointerEvent } from 'react'
import { formatClock } from '../../lib/format.ts'
import { classes } from '../../lib/classes.ts'
import type { Playback } from './use-playback.ts'
import styles from './player.module.css'

/** Where the film is. Dragged; the arrow keys are the player's. */
export function ScrubBar({ playback }: { readonly playback: Playback }) {
  const bar = useRef<HTMLDivElement>(null)
  const [dragging, setDragging] = useState(false)
  const { seconds, duration } = playback
  const share = Number.isFinite(duration) && duration > 0 ? Math.min(1, seconds / duration) : 0
  const seekTo = (event: PointerEvent) => {
    const box = bar.current?.getBoundingClientRect()
    if (box && Number.isFinite(duration)) playback.seek(((event.clientX - box.left) / box.width) * duration)
  }
  return (
    <div
      ref={bar}
      className={classes(styles.scrub, dragging && styles.dragging)}
      role="slider"
      tabIndex={0}
      aria-label="Position"
      aria-valuemin={0}
      aria-valuemax={Number.isFinite(duration) ? Math.round(duration * 10) / 10 : 0}
      aria-valuenow={Math.round(seconds * 10) / 10}
      aria-valuetext={`${formatClock(seconds)} of ${formatClock(duration)}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setDragging(true)
        seekTo(event)
      }}
      onPointerMove={(event) => dragging && seekTo(event)}
      onPointerUp={() => setDragging(false)}
      onPointerCancel={() => setDragging(false)}
    >
      <div className={styles.track}>
        <div className={styles.played} style={{ transform: `scaleX(${share})` }} />
      </div>
      <div className={styles.head} style={{ left: `${share * 100}%` }} />
    </div>
  )
}
