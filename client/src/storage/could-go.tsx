import type { Amount, Storage, StorageWish } from '@reelgraph/shared'
import { Button } from '../ui/button.tsx'
import { countText, sizeText } from './amount-words.ts'
import styles from './storage.module.css'

interface CouldGoProps {
  readonly storage: Storage
  onAsk(what: StorageWish): void
}

/** What nothing refers to, and the way to let it go. */
export function CouldGo({ storage, onAsk }: CouldGoProps) {
  const { assets, results } = storage.collectable
  const nothing = assets.count + results.count === 0
  return (
    <section className={styles.box} aria-labelledby="storage-loose">
      <h2 id="storage-loose" className={styles.boxTitle}>
        Could go
      </h2>
      {nothing ? (
        <p className={styles.text}>Everything that is kept is in use. Files of the last minutes are looked at later.</p>
      ) : (
        <>
          <ul className={styles.rows}>
            <Row
              what="Files that nothing uses"
              why="No project, no template, no result and nothing that can be undone names them."
              amount={assets}
              one="file"
              onDelete={() => onAsk('assets')}
            />
            <Row
              what="Earlier results of free steps"
              why="Made by built-in models, and no step shows them any more. Every take keeps its latest."
              amount={results}
              one="result"
              onDelete={() => onAsk('results')}
            />
          </ul>
          {assets.count > 0 && results.count > 0 && (
            <div className={styles.all}>
              <Button onClick={() => onAsk('both')}>
                Delete both, {sizeText({ count: 2, bytes: assets.bytes + results.bytes })} …
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}

interface RowProps {
  readonly what: string
  readonly why: string
  readonly amount: Amount
  readonly one: string
  onDelete(): void
}

const Row = ({ what, why, amount, one, onDelete }: RowProps) => (
  <li className={styles.row}>
    <div className={styles.about}>
      <p className={styles.what}>{what}</p>
      <p className={styles.text}>{why}</p>
    </div>
    <div className={styles.end}>
      <p className={styles.amount}>{sizeText(amount)}</p>
      <p className={styles.text}>{countText(amount.count, one)}</p>
    </div>
    <Button size="small" disabled={amount.count === 0} aria-label={`Delete: ${what}`} onClick={onDelete}>
      Delete …
    </Button>
  </li>
)
