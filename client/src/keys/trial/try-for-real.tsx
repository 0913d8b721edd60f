import { errorBody, type ErrorBody, type StartedTrial, type TaskState, type TrialOffer } from '@reelgraph/shared'
import { useEffect, useRef, useState } from 'react'
import { atMostText } from '../../runs/price-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import styles from '../keys.module.css'
import { askTrial, beginTrial, followTrial } from './trial-api.ts'
import { TrialResult } from './trial-result.tsx'

type Trial =
  | { readonly is: 'idle' | 'asking' }
  | { readonly is: 'refused'; readonly error: ErrorBody }
  | { readonly is: 'offered' | 'starting'; readonly offer: TrialOffer; readonly error?: ErrorBody }
  | {
      readonly is: 'going'
      readonly offer: TrialOffer
      readonly started: StartedTrial
      readonly task?: TaskState
      readonly error?: ErrorBody
    }

const A: Readonly<Record<TrialOffer['makes'], string>> = {
  text: 'a few words',
  image: 'a picture',
  video: 'a clip',
  audio: 'a sound',
}

/** One real request, after its price was shown and agreed to: a run as any other, in a film of its own. */
export function TryForReal({ provider, title }: { readonly provider: string; readonly title: string }) {
  const [trial, setTrial] = useState<Trial>({ is: 'idle' })
  const leaving = useRef<AbortController>(undefined)
  useEffect(() => () => leaving.current?.abort(), [])

  const ask = async () => {
    setTrial({ is: 'asking' })
    try {
      setTrial({ is: 'offered', offer: await askTrial(provider) })
    } catch (thrown) {
      setTrial({ is: 'refused', error: errorBody(thrown) })
    }
  }
  const begin = async (offer: TrialOffer) => {
    setTrial({ is: 'starting', offer })
    try {
      const started = await beginTrial(provider, offer)
      setTrial({ is: 'going', offer, started })
      leaving.current = new AbortController()
      const { signal } = leaving.current
      await followTrial(started, (task) => setTrial({ is: 'going', offer, started, task }), signal).catch(
        (thrown: unknown) => !signal.aborted && setTrial({ is: 'going', offer, started, error: errorBody(thrown) }),
      )
    } catch (thrown) {
      setTrial({ is: 'offered', offer, error: errorBody(thrown) })
    }
  }
  const { offer } = 'offer' in trial ? trial : {}
  const isAsked = trial.is === 'offered' || trial.is === 'starting'
  return (
    <>
      <Button
        size="small"
        variant="ghost"
        className={styles.add}
        aria-label={`Try ${title} for real …`}
        loading={trial.is === 'asking'}
        onClick={() => void ask()}
      >
        Try it for real …
      </Button>
      {trial.is === 'refused' && <ErrorNote title={trial.error.message} hint={trial.error.hint} />}
      {trial.is === 'going' &&
        (trial.error ? (
          <ErrorNote title={trial.error.message} hint={trial.error.hint} />
        ) : (
          <div className={styles.trial}>
            <TrialResult offer={trial.offer} started={trial.started} task={trial.task} />
          </div>
        ))}
      {offer && isAsked && (
        <Dialog
          open
          size="small"
          title={`Try ${title} for real?`}
          description={`${offer.title} makes ${A[offer.makes]} of “${offer.prompt}”. That is a real request, charged to your account there: ${atMostText(offer.price)}.`}
          onClose={() => trial.is === 'offered' && setTrial({ is: 'idle' })}
          actions={
            <>
              <Button disabled={trial.is === 'starting'} onClick={() => setTrial({ is: 'idle' })}>
                Not now
              </Button>
              <Button variant="primary" loading={trial.is === 'starting'} onClick={() => void begin(offer)}>
                Try it · {atMostText(offer.price)}
              </Button>
            </>
          }
        >
          {trial.is === 'offered' && trial.error && <ErrorNote title={trial.error.message} hint={trial.error.hint} />}
        </Dialog>
      )}
    </>
  )
}
