import type { Storage, StorageWish } from '@reelgraph/shared'
import { classes } from '../lib/classes.ts'
import { formatBytes } from '../lib/format.ts'
import { Button } from '../ui/button.tsx'
import { countText } from './amount-words.ts'
import { StorageLimitForm } from './storage-limit-form.tsx'
import styles from './storage.module.css'

interface KeptBoxProps {
  readonly storage: Storage
  onChanged(): Promise<void>
  onAsk(what: StorageWish): void
}

/** How much is kept, against what may be. */
export function KeptBox({ storage, onChanged, onAsk }: KeptBoxProps) {
  const { total, collectable, limitBytes } = storage
  const { assets, results, databaseBytes } = total
  const free = collectable.assets.bytes + collectable.results.bytes
  const whole = Math.max(limitBytes ?? 0, assets.bytes, 1)
  const over = limitBytes !== undefined && assets.bytes > limitBytes
  return (
    <section className={styles.box} aria-labelledby="storage-kept">
      <h2 id="storage-kept" className={styles.boxTitle}>
        Kept
      </h2>
      <p className={styles.big}>{formatBytes(assets.bytes)}</p>
      <p className={styles.text}>
        {countText(assets.count, 'media file')} · {countText(results.count, 'result')} · {formatBytes(databaseBytes)} of
        records
      </p>
      <div
        className={classes(styles.meter, over && styles.over)}
        role="meter"
        aria-label={limitBytes === undefined ? 'In use, of everything kept' : 'Kept, of the limit'}
        aria-valuemin={0}
        aria-valuemax={whole}
        aria-valuenow={limitBytes === undefined ? assets.bytes - free : Math.min(assets.bytes, whole)}
        aria-valuetext={`${formatBytes(assets.bytes)} kept, ${formatBytes(free)} of it could go${limitBytes === undefined ? '' : `, limit ${formatBytes(limitBytes)}`}`}
      >
        <span className={styles.used} style={{ width: `${((assets.bytes - free) / whole) * 100}%` }} />
        <span className={styles.loose} style={{ width: `${(free / whole) * 100}%` }} />
      </div>
      <p className={styles.legend}>
        <span className={styles.usedKey}>in use {formatBytes(assets.bytes - free)}</span>
        <span className={styles.looseKey}>could go {formatBytes(free)}</span>
      </p>
      {over && (
        <div className={styles.warning}>
          <p>
            {assets.bytes - free > limitBytes
              ? 'Above the limit: what is in use is more than that alone. Raise the limit, or drop takes you are done with.'
              : 'Above the limit. What could go goes by itself after the next run, least recently used first.'}
          </p>
          {free > 0 && (
            <Button size="small" onClick={() => onAsk('to-limit')}>
              Make room now …
            </Button>
          )}
        </div>
      )}
      <div className={styles.limit}>
        <span>
          Most on this disk <span className={styles.text}>(above it, what could go goes by itself)</span>
        </span>
        <StorageLimitForm bytes={limitBytes} onChanged={onChanged} />
      </div>
    </section>
  )
}
