import { errorBody, type ErrorBody, type StartedTrial, type TrialOffer } from '@reelgraph/shared'
import { useEffect, useRef, useState } from 'react'
import { followTrial } from '../../keys/trial/trial-api.ts'
import { askWordings, beginWording, wordingOf, type Refused } from './wording-api.ts'

/** Who writes on is not asked about every letter. */
const SETTLED_MS = 400

/** Who can write other words, and for how much. Undefined as long as nobody knows, or there are no words. */
export const useWordingOffers = ({ words, because }: Refused): readonly TrialOffer[] | undefined => {
  const [known, setKnown] = useState<{ readonly words: string; readonly offers: readonly TrialOffer[] }>()
  const empty = words.trim() === ''
  useEffect(() => {
    if (empty) return
    const leaving = new AbortController()
    const timer = setTimeout(() => {
      askWordings({ words, because }, leaving.signal).then(
        (offers) => leaving.signal.aborted || setKnown({ words, offers }),
        () => leaving.signal.aborted || setKnown(undefined),
      )
    }, SETTLED_MS)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [words, because, empty])
  return known?.words === words ? known.offers : undefined
}

export type Writing =
  | { readonly is: 'idle' }
  | { readonly is: 'going'; readonly started?: StartedTrial }
  | { readonly is: 'failed'; readonly error: ErrorBody; readonly started?: StartedTrial }
  /** Micro-dollars. */
  | { readonly is: 'written'; readonly cost: number; readonly by: string }

/** Has other words written, and tells of them once they are there. */
export const useWriting = (onWritten: (words: string) => void) => {
  const [writing, setWriting] = useState<Writing>({ is: 'idle' })
  const leaving = useRef<AbortController>(undefined)
  useEffect(() => () => leaving.current?.abort(), [])
  const write = async (refused: Refused, offer: TrialOffer) => {
    leaving.current = new AbortController()
    const { signal } = leaving.current
    let started: StartedTrial | undefined
    try {
      setWriting({ is: 'going' })
      started = await beginWording(refused, offer)
      const known = started
      if (signal.aborted) return
      setWriting({ is: 'going', started: known })
      await followTrial(
        known,
        (task) => {
          if (task.status === 'running' || task.status === 'queued' || task.status === 'waiting') return
          const words = wordingOf(task)
          if (task.status !== 'succeeded' || words === undefined)
            return setWriting({ is: 'failed', error: task.error ?? WAITS, started: known })
          setWriting({ is: 'written', cost: task.cost ?? 0, by: offer.title })
          onWritten(words)
        },
        signal,
      )
    } catch (thrown) {
      if (!signal.aborted) setWriting({ is: 'failed', error: errorBody(thrown), ...(started && { started }) })
    }
  }
  return { writing, write }
}

const WAITS: ErrorBody = {
  code: 'needs-consent',
  message: 'It would go beyond what may be spent.',
  hint: 'You decide there how it goes on.',
}
