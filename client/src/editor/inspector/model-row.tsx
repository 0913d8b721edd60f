import Check from 'lucide-react/icons/check'
import KeyRound from 'lucide-react/icons/key-round'
import type { ModelOffer } from '@reelgraph/shared'
import styles from './model-dialog.module.css'
import { filmPrice, offerPrice, offerTime, offerWarnings } from './offers.ts'

interface ModelRowProps {
  readonly title: string
  readonly provider?: string
  readonly summary: string
  readonly offer?: ModelOffer | undefined
  /** Its prices are on their way. */
  readonly waiting?: boolean
  readonly current: boolean
  readonly ends?: string | undefined
}

/** One model among others: whose it is, what it costs here, how long it takes, and what choosing it would change. */
export function ModelRow({ title, provider, summary, offer, waiting = false, current, ends }: ModelRowProps) {
  const warnings = offer && !current ? offerWarnings(offer) : []
  return (
    <span className={styles.row}>
      <span className={styles.what}>
        <span className={styles.title}>
          {title}
          {provider !== undefined && <span className={styles.provider}> · {provider}</span>}
          {current && (
            <span className={styles.current}>
              <Check aria-hidden="true" /> in use
            </span>
          )}
        </span>
        <span className={styles.about}>
          {offer?.keyMissing && (
            <span className={styles.warn}>
              <KeyRound aria-hidden="true" /> needs a key
            </span>
          )}
          {ends !== undefined && <span className={styles.warn}>{ends}</span>}
          <span className={styles.summary}>{warnings.length > 0 ? warnings.join(' ') : summary}</span>
        </span>
      </span>
      {offer && (
        <span className={styles.numbers}>
          <Cell name="one" value={offerPrice(offer.each)} />
          <Cell name="left to make" value={filmPrice(offer)} />
          <Cell name={offer.time && 'time of one'} value={offerTime(offer)} />
        </span>
      )}
      {waiting && <span className={styles.numbers} aria-hidden="true" data-waiting />}
    </span>
  )
}

const Cell = ({ name, value }: { readonly name: string | undefined; readonly value: string }) => (
  <span>
    {name !== undefined && <span className={styles.name}>{name} </span>}
    {value}
  </span>
)
