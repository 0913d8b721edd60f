import type { AssetValue } from '@reelgraph/shared'
import { classes } from '../../lib/classes.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { StateDot } from '../../ui/state-dot.tsx'
import styles from './card.module.css'
import type { ItemView } from './item-view.ts'
import { Sound } from './media-view.tsx'

interface SoundStripProps {
  readonly title: string
  readonly items: readonly { readonly view: ItemView; readonly asset: AssetValue | undefined }[]
  readonly chosen: string | undefined
  /** What the foot of the card says is wrong. */
  readonly said: string | undefined
  onChoose(key: string): void
}

/** Sounds of a list below one another: a sound is as wide as it is long. */
export const SoundStrip = ({ title, items, chosen, said, onChoose }: SoundStripProps) => (
  <ul className={`${styles.sounds} nowheel nodrag`} aria-label={`Items of ${title}`}>
    {items.map(({ view, asset }) => (
      <li
        key={view.item ?? ''}
        className={classes(styles.soundItem, view.item !== null && view.item === chosen && styles.chosen)}
        data-stale={view.stale || undefined}
        onPointerDown={() => view.item !== null && onChoose(view.item)}
      >
        {asset ? (
          <Sound asset={asset} title={`${title}, item ${view.position + 1}`} />
        ) : (
          <Pending view={view} said={said} />
        )}
      </li>
    ))}
  </ul>
)

const Pending = ({ view, said }: { readonly view: ItemView } & Pick<SoundStripProps, 'said'>) => (
  <span className={styles.pendingSound}>
    <StateDot state={view.state === 'idle' ? 'waits' : view.state} />
    <span className={styles.pendingTrack}>
      {view.state === 'running' ? (
        <ProgressBar label={`Item ${view.position + 1}`} value={view.progress} />
      ) : (
        // What the foot of the card tells is not told again in every row.
        ((view.error?.message === said ? undefined : view.error?.message) ?? `item ${view.position + 1}`)
      )}
    </span>
  </span>
)
