import type { TrialOffer } from '@reelgraph/shared'
import { useState } from 'react'
import { formatMoney } from '../../lib/format.ts'
import { atMostText } from '../../runs/price-text.ts'
import { Link } from '../../shell/link.tsx'
import { pathTo } from '../../shell/route.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Select } from '../../widgets/select/select.tsx'
import styles from './reword.module.css'
import { useWordingOffers, type Writing } from './use-wordings.ts'
import type { Refused } from './wording-api.ts'

interface SuggestWordingProps {
  readonly refused: Refused
  readonly writing: Writing
  write(refused: Refused, offer: TrialOffer): Promise<void>
}

/** Another wording by a model: the cheapest that can be asked, for a price that is said before. */
export function SuggestWording({ refused, writing, write }: SuggestWordingProps) {
  const asked = useWordingOffers(refused)
  const offers = asked.offers.are === 'known' ? asked.offers.offers : undefined
  const [chosen, setChosen] = useState<string>()
  const offer = offers?.find(({ model }) => model === chosen) ?? offers?.[0]
  if (offers?.length === 0)
    return (
      <p className={styles.quiet}>
        No model that writes has a key for every project, so none can suggest another wording.{' '}
        <Link to={pathTo.keys}>Set a key</Link>
      </p>
    )
  const refusal = asked.offers.are === 'refused' ? asked.offers.error : undefined
  return (
    <div className={styles.suggest}>
      <div className={styles.asks}>
        <Button
          size="small"
          detail={offer && atMostText(offer.price)}
          loading={writing.is === 'going'}
          disabled={!offer}
          onClick={() => offer && void write(refused, offer)}
        >
          Suggest another wording
        </Button>
        {offers && offers.length > 1 && offer && (
          <div className={styles.by}>
            <Select
              label="Who writes it"
              choices={offers.map(({ model, title }) => ({ value: model, label: title }))}
              value={offer.model}
              disabled={writing.is === 'going'}
              onChange={(model) => typeof model === 'string' && setChosen(model)}
            />
          </div>
        )}
        {offers?.length === 1 && offer && <span className={styles.quiet}>by {offer.title}</span>}
      </div>
      {refusal && writing.is !== 'going' && (
        <ErrorNote
          tone="warn"
          title={refusal.message}
          hint={refusal.hint}
          {...(refusal.code !== 'too-large' && {
            action: (
              <Button size="small" onClick={asked.askAgain}>
                Try again
              </Button>
            ),
          })}
        />
      )}
      {writing.is === 'going' && (
        <p className={styles.quiet} role="status">
          It is being written …
        </p>
      )}
      {writing.is === 'written' && (
        <p className={styles.quiet} role="status">
          {writing.by} wrote this for {formatMoney(writing.cost)}. Change what you like.
        </p>
      )}
      {writing.is === 'failed' && (
        <ErrorNote
          title={writing.error.message}
          hint={writing.error.hint}
          action={writing.started && <Link to={pathTo.project(writing.started.project)}>Open where it was asked</Link>}
        />
      )}
    </div>
  )
}
