import Play from 'lucide-react/icons/play'
import { useState } from 'react'
import type { AssetValue } from '@reelgraph/shared'
import { assetUrl, posterUrl } from '../../api/urls.ts'
import { formatClock } from '../../lib/format.ts'
import { AudioPlayer } from '../../ui/media/audio-player.tsx'
import { ImageView } from '../../ui/media/image-view.tsx'
import { VideoPlayer } from '../../ui/media/video-player.tsx'
import { Tag } from '../../ui/tag.tsx'
import styles from './card.module.css'
import { usePeaks } from '../../api/use-peaks.ts'

interface MediaViewProps {
  readonly asset: AssetValue
  readonly title: string
  onLook(): void
}

/** A picture, a clip that plays where it is, or a sound with its waveform. */
export function MediaView({ asset, title, onLook }: MediaViewProps) {
  if (asset.kind === 'image') return <Picture asset={asset} title={title} onLook={onLook} />
  if (asset.kind === 'video') return <Clip key={asset.asset} asset={asset} title={title} />
  return <Sound asset={asset} title={title} />
}

const Picture = ({ asset, title, onLook }: MediaViewProps) => (
  <div className={styles.picture} onDoubleClick={onLook} style={ratioOf(asset)}>
    <ImageView src={assetUrl(asset.asset)} alt={title} />
  </div>
)

/** The player is only made when somebody wants it: a canvas of a hundred clips loads a hundred pictures. */
function Clip({ asset, title }: Omit<MediaViewProps, 'onLook'>) {
  const [wanted, setWanted] = useState<'no' | 'ready' | 'play'>('no')
  return (
    <div
      className={`${styles.picture} nodrag`}
      style={ratioOf(asset)}
      onPointerEnter={() => setWanted((before) => (before === 'no' ? 'ready' : before))}
    >
      {wanted === 'no' ? (
        <ImageView src={posterUrl(asset.asset)} alt={title} />
      ) : (
        <VideoPlayer
          src={assetUrl(asset.asset)}
          poster={posterUrl(asset.asset)}
          label={title}
          fps={asset.fps}
          seconds={asset.seconds}
          size="small"
          fit="cover"
          autoPlay={wanted === 'play'}
        />
      )}
      {wanted === 'no' && (
        <button
          type="button"
          className={styles.playClip}
          aria-label={`Play ${title}`}
          onClick={() => setWanted('play')}
        >
          <Play />
        </button>
      )}
      {wanted === 'no' && asset.seconds !== undefined && (
        <span className={styles.length}>
          <Tag tone="media">{formatClock(asset.seconds)}</Tag>
        </span>
      )}
    </div>
  )
}

export function Sound({ asset, title }: Omit<MediaViewProps, 'onLook'>) {
  const peaks = usePeaks(asset.asset)
  return (
    <div className={`${styles.sound} nodrag`}>
      <AudioPlayer src={assetUrl(asset.asset)} label={title} peaks={peaks} seconds={asset.seconds} />
    </div>
  )
}

/** Its place is kept before it has loaded; very tall pictures are cropped. */
const ratioOf = ({ width, height }: AssetValue) =>
  width !== undefined && height !== undefined
    ? { aspectRatio: String(Math.max(0.8, width / height)) }
    : { aspectRatio: '16 / 9' }
