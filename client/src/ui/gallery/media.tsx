import { useMemo, useState } from 'react'
import Ellipsis from 'lucide-react/icons/ellipsis'
import { Button } from '../button.tsx'
import { IconButton } from '../icon-button.tsx'
import { AudioPlayer } from '../media/audio-player.tsx'
import { Filmstrip } from '../media/filmstrip.tsx'
import type { LightboxItem } from '../media/lightbox-props.ts'
import { Lightbox } from '../media/lightbox.tsx'
import { VideoPlayer } from '../media/video-player.tsx'
import { StateDot } from '../state-dot.tsx'
import { TakeDots } from '../take-dots.tsx'
import { TypeChip, type Made } from '../type-chip.tsx'
import styles from './gallery.module.css'
import { Panel } from './panel.tsx'
import { chord, peaks, pictures } from './samples.ts'

/** A film to look at: `/kit.html?clip=/some.mp4`. */
const clip = new URLSearchParams(location.search).get('clip')

export function Media() {
  const [selected, setSelected] = useState('2')
  const [shown, setShown] = useState<string>()
  const sound = useMemo(() => chord(), [])
  const looks: readonly LightboxItem[] = [
    { id: '1', kind: 'image', title: 'Shot 1', detail: 'Flux 2 Pro · $0.05', src: pictures[0] },
    ...(clip === null
      ? []
      : [{ id: '2', kind: 'video', title: 'Shot 2', detail: 'camera · free', src: clip } as const]),
    { id: '3', kind: 'audio', title: 'Narration', detail: '0:04', src: sound, peaks },
  ]
  return (
    <Panel title="Media">
      <div className={styles.card}>
        <Head makes="video" title="Shots" model="Runway Gen-4 Turbo" />
        <div className={styles.film}>
          <Filmstrip
            label="Shots"
            selected={selected}
            onSelect={setSelected}
            onOpen={setShown}
            items={[
              { key: '1', label: 'Shot 1', src: pictures[0], state: 'done', tag: '5 s' },
              { key: '2', label: 'Shot 2', src: pictures[1], state: 'running', progress: 0.62 },
              { key: '3', label: 'Shot 3', src: pictures[2], state: 'queued' },
            ]}
          />
        </div>
        <div className={styles.foot}>
          <StateDot state="running" />
          <span>1 of 3 done · shot 2 at 62 %</span>
          <TakeDots count={3} chosen={1} />
        </div>
      </div>
      <div className={styles.card}>
        <Head makes="audio" title="Narration" model="ElevenLabs v3" />
        <div className={styles.sound}>
          <AudioPlayer src={sound} label="Narration" peaks={peaks} />
        </div>
        <div className={styles.foot}>
          <StateDot state="done" />
          <span>0:14 · $0.02</span>
        </div>
      </div>
      {clip !== null && (
        <div className={styles.video}>
          <VideoPlayer src={clip} label="Film" loop />
        </div>
      )}
      <Button onClick={() => setShown('1')}>Quick look</Button>
      <Lightbox items={looks} shown={shown} onShow={setShown} onClose={() => setShown(undefined)} />
    </Panel>
  )
}

const Head = ({ makes, title, model }: { readonly makes: Made; readonly title: string; readonly model: string }) => (
  <div className={styles.head}>
    <TypeChip makes={makes} />
    <strong>{title}</strong>
    <span className={styles.quiet}>{model}</span>
    <IconButton size="tiny" label="Menu" icon={<Ellipsis />} />
  </div>
)
