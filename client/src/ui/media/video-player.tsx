import { useImperativeHandle, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import Pause from 'lucide-react/icons/pause'
import Play from 'lucide-react/icons/play'
import Repeat from 'lucide-react/icons/repeat'
import Volume2 from 'lucide-react/icons/volume-2'
import VolumeX from 'lucide-react/icons/volume-x'
import { classes } from '../../lib/classes.ts'
import { formatClock } from '../../lib/format.ts'
import { playbackKey } from './playback-keys.ts'
import styles from './player.module.css'
import { ScrubBar } from './scrub-bar.tsx'
import { usePlayback } from './use-playback.ts'

/** For who holds the player: keys pressed elsewhere. */
export interface PlayerHandle {
  /** Gives whether the key meant something to the player. */
  onKey(event: KeyboardEvent): boolean
}

interface VideoPlayerProps {
  readonly src: string
  readonly label: string
  readonly poster?: string | undefined
  readonly fps?: number | undefined
  readonly seconds?: number | undefined
  readonly fit?: 'contain' | 'cover'
  readonly loop?: boolean
  readonly autoPlay?: boolean
  /** `small` for a card: no loop, no mute, controls only under the pointer. */
  readonly size?: 'small' | 'medium'
  readonly className?: string
  readonly handle?: Ref<PlayerHandle>
}

export function VideoPlayer({
  src,
  label,
  poster,
  fps = 24,
  seconds,
  fit = 'contain',
  loop: loopAtFirst = false,
  autoPlay = false,
  size = 'medium',
  className,
  handle,
}: VideoPlayerProps) {
  const video = useRef<HTMLVideoElement>(null)
  const playback = usePlayback(video, { src, fps, duration: seconds })
  const [loop, setLoop] = useState(loopAtFirst)
  const onKey = (event: KeyboardEvent) => playbackKey(event, playback)
  useImperativeHandle(handle, () => ({ onKey }))
  const { playing, muted, problem } = playback
  return (
    // Its buttons have the focus; the keys they do not use themselves are the film's.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label={label}
      className={classes(styles.player, styles[size], playing && styles.playing, className)}
      onKeyDown={(event) => {
        // Space and Enter press the button that has the focus.
        const pressing = (event.key === ' ' || event.key === 'Enter') && event.target instanceof HTMLButtonElement
        if (!pressing) onKey(event)
      }}
    >
      <video
        ref={video}
        className={classes(styles.video, styles[fit])}
        src={src}
        poster={poster}
        loop={loop}
        autoPlay={autoPlay}
        preload={poster === undefined ? 'auto' : 'metadata'}
        playsInline
        onClick={playback.toggle}
      />
      {problem !== undefined && <p className={styles.problem}>{problem}</p>}
      <div className={styles.controls}>
        <Control label={playing ? 'Pause' : 'Play'} icon={playing ? <Pause /> : <Play />} onClick={playback.toggle} />
        <ScrubBar playback={playback} />
        <span className={styles.time}>
          {formatClock(playback.seconds)} / {formatClock(playback.duration)}
        </span>
        {size === 'medium' && (
          <>
            <Control
              label={muted ? 'Sound on' : 'Mute'}
              icon={muted ? <VolumeX /> : <Volume2 />}
              onClick={() => playback.setMuted(!muted)}
            />
            <Control label="Loop" icon={<Repeat />} pressed={loop} onClick={() => setLoop(!loop)} />
          </>
        )}
      </div>
    </div>
  )
}

interface ControlProps {
  readonly label: string
  readonly icon: ReactNode
  readonly pressed?: boolean
  onClick(): void
}

const Control = ({ label, icon, pressed, onClick }: ControlProps) => (
  <button
    type="button"
    className={styles.control}
    aria-label={label}
    title={label}
    aria-pressed={pressed}
    onClick={onClick}
  >
    {icon}
  </button>
)
