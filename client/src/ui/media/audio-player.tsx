import { useImperativeHandle, useRef, type KeyboardEvent, type PointerEvent, type Ref } from 'react'
import Pause from 'lucide-react/icons/pause'
import Play from 'lucide-react/icons/play'
import { classes } from '../../lib/classes.ts'
import { formatClock } from '../../lib/format.ts'
import styles from './audio.module.css'
import { playbackKey } from './playback-keys.ts'
import { usePlayback } from './use-playback.ts'
import type { PlayerHandle } from './video-player.tsx'
import { Waveform } from './waveform.tsx'

interface AudioPlayerProps {
  readonly src: string
  readonly label: string
  readonly peaks: readonly number[]
  readonly seconds?: number | undefined
  readonly autoPlay?: boolean
  readonly className?: string
  readonly handle?: Ref<PlayerHandle>
}

// What a frame is in sound: enough to find a breath.
const stepsPerSecond = 10

export function AudioPlayer({ src, label, peaks, seconds, autoPlay = false, className, handle }: AudioPlayerProps) {
  const audio = useRef<HTMLAudioElement>(null)
  const playback = usePlayback(audio, { src, fps: stepsPerSecond, duration: seconds })
  const { playing, duration, problem } = playback
  const played = Number.isFinite(duration) && duration > 0 ? playback.seconds / duration : 0
  const onKey = (event: KeyboardEvent) => playbackKey(event, playback)
  useImperativeHandle(handle, () => ({ onKey }))
  const seekTo = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    if (Number.isFinite(duration)) playback.seek(((event.clientX - box.left) / box.width) * duration)
  }
  return (
    <div role="group" aria-label={label} className={classes(styles.player, className)}>
      <audio ref={audio} src={src} preload="metadata" autoPlay={autoPlay} />
      <button type="button" className={styles.play} aria-label={playing ? 'Pause' : 'Play'} onClick={playback.toggle}>
        {playing ? <Pause /> : <Play />}
      </button>
      <div
        className={styles.wave}
        role="slider"
        tabIndex={0}
        aria-label="Position"
        aria-valuemin={0}
        aria-valuemax={Number.isFinite(duration) ? Math.round(duration * 10) / 10 : 0}
        aria-valuenow={Math.round(playback.seconds * 10) / 10}
        aria-valuetext={`${formatClock(playback.seconds)} of ${formatClock(duration)}`}
        onKeyDown={onKey}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          seekTo(event)
        }}
        onPointerMove={(event) =>
          event.buttons === 1 && event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event)
        }
      >
        <Waveform peaks={peaks} played={playing || playback.seconds > 0 ? played : undefined} />
      </div>
      <span className={styles.time}>
        {problem ?? (playing || playback.seconds > 0 ? formatClock(playback.seconds) : formatClock(duration))}
      </span>
    </div>
  )
}
