import { isAssetValue, type AssetValue, type StartedTrial, type TaskState, type TrialOffer } from '@reelgraph/shared'
import { assetUrl, posterUrl } from '../../api/urls.ts'
import { usePeaks } from '../../api/use-peaks.ts'
import { formatMoney } from '../../lib/format.ts'
import { Link } from '../../shell/link.tsx'
import { AudioPlayer } from '../../ui/media/audio-player.tsx'
import { ImageView } from '../../ui/media/image-view.tsx'
import { VideoPlayer } from '../../ui/media/video-player.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import styles from '../keys.module.css'

interface TrialResultProps {
  readonly offer: TrialOffer
  readonly started: StartedTrial
  readonly task: TaskState | undefined
}

/** What came of trying a provider for real: what it made and what that cost, or what to do. */
export function TrialResult({ offer, started, task }: TrialResultProps) {
  const there = <Link to={`/p/${started.project}`}>Open it as a film</Link>
  if (task?.status === 'failed' || task?.status === 'blocked' || task?.status === 'cancelled')
    return <ErrorNote title={task.error?.message ?? 'It was stopped.'} hint={task.error?.hint} action={there} />
  if (task?.status === 'unknown' || task?.status === 'held')
    return (
      <ErrorNote
        tone="warn"
        title={task.error?.message ?? 'It would go beyond what may be spent.'}
        hint="You decide there how it goes on."
        action={there}
      />
    )
  if (task?.status !== 'succeeded')
    return (
      <p className={styles.about} role="status">
        {offer.title} is at work{task?.progress === undefined ? '' : `: ${Math.round(task.progress * 100)} %`} …
      </p>
    )
  const [output] = Object.values(task.outputs ?? {})
  const value = output && ('value' in output ? output.value : output.items[0]?.value)
  return (
    <div className={styles.works} role="status">
      <p className={styles.worksTitle}>It works for real</p>
      <p className={styles.about}>
        {offer.title} made this of “{offer.prompt}” for {formatMoney(task.cost ?? 0)}. {there}
      </p>
      {isAssetValue(value) ? (
        <Media asset={value} label={offer.prompt} />
      ) : (
        <p>{typeof value === 'string' ? value : JSON.stringify(value)}</p>
      )}
    </div>
  )
}

function Media({ asset, label }: { readonly asset: AssetValue; readonly label: string }) {
  const src = assetUrl(asset.asset)
  if (asset.kind === 'audio') return <Sound asset={asset} label={label} />
  return (
    <div className={styles.made}>
      {asset.kind === 'image' ? (
        <ImageView src={src} alt={label} fit="contain" />
      ) : (
        <VideoPlayer src={src} label={label} poster={posterUrl(asset.asset)} seconds={asset.seconds} fit="contain" />
      )}
    </div>
  )
}

function Sound({ asset, label }: { readonly asset: AssetValue; readonly label: string }) {
  const peaks = usePeaks(asset.asset)
  return <AudioPlayer src={assetUrl(asset.asset)} label={label} peaks={peaks} seconds={asset.seconds} />
}
