import { useRef, type KeyboardEvent, type RefObject } from 'react'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import X from 'lucide-react/icons/x'
import * as Radix from 'radix-ui/dialog'
import { keepOpenForNotices } from '../keep-open.ts'
import { useFocusBack } from '../use-focus-back.ts'
import { AudioPlayer } from './audio-player.tsx'
import styles from './lightbox.module.css'
import type { LightboxItem, LightboxProps } from './lightbox-props.ts'
import { VideoPlayer, type PlayerHandle } from './video-player.tsx'
import { ZoomImage } from './zoom-image.tsx'

/** Quick look: one result in full. Arrows leaf; Space, J K L, comma and full stop play; Escape closes. */
export function LightboxView({ items, shown, onShow, onClose, actions, aside }: LightboxProps) {
  const box = useRef<HTMLDivElement>(null)
  const player = useRef<PlayerHandle>(null)
  const focusBack = useFocusBack()
  const position = items.findIndex(({ id }) => id === shown)
  const item = items[position]
  const leaf = (by: number) => {
    const next = items[position + by]
    if (next) onShow(next.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by !== undefined && !event.shiftKey && !event.altKey && items.length > 1) {
      event.preventDefault()
      return leaf(by)
    }
    if (event.key === ' ' && event.target instanceof HTMLButtonElement) return
    if (player.current?.onKey(event)) return
    if (event.key === ' ') {
      event.preventDefault()
      onClose()
    }
  }
  return (
    <Radix.Root open={item !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Content
          ref={box}
          className={styles.box}
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          onInteractOutside={keepOpenForNotices}
          {...focusBack}
          onOpenAutoFocus={(event) => {
            // The keys belong to what is looked at, not to the first button.
            event.preventDefault()
            box.current?.focus()
          }}
        >
          <header className={styles.header}>
            <Radix.Title className={styles.title}>{item?.title}</Radix.Title>
            <span className={styles.detail}>{item?.detail}</span>
            {items.length > 1 && (
              <span className={styles.count}>
                {position + 1} of {items.length}
              </span>
            )}
            {actions}
            <Radix.Close className={styles.round} aria-label="Close">
              <X />
            </Radix.Close>
          </header>
          <div className={styles.middle}>
            <div className={styles.stage}>
              {item && <Stage key={item.id} item={item} player={player} />}
              {position > 0 && (
                <button type="button" className={styles.before} aria-label="Previous" onClick={() => leaf(-1)}>
                  <ChevronLeft />
                </button>
              )}
              {position >= 0 && position < items.length - 1 && (
                <button type="button" className={styles.after} aria-label="Next" onClick={() => leaf(1)}>
                  <ChevronRight />
                </button>
              )}
            </div>
            {aside && <aside className={styles.aside}>{aside}</aside>}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

interface StageProps {
  readonly item: LightboxItem
  readonly player: RefObject<PlayerHandle | null>
}

function Stage({ item, player }: StageProps) {
  if (item.kind === 'image') return <ZoomImage src={item.src} alt={item.title} />
  if (item.kind === 'text') return <p className={styles.words}>{item.text}</p>
  if (item.kind === 'audio')
    return (
      <div className={styles.audio}>
        <AudioPlayer
          src={item.src}
          label={item.title}
          peaks={item.peaks}
          seconds={item.seconds}
          handle={player}
          autoPlay
        />
      </div>
    )
  return (
    <VideoPlayer
      src={item.src}
      label={item.title}
      poster={item.poster}
      fps={item.fps}
      seconds={item.seconds}
      handle={player}
      autoPlay
    />
  )
}
