import { errorBody, MOST_REWORDED, type ErrorBody, type StartedTrial, type TrialOffer } from '@reelgraph/shared'
import { useEffect, useRef, useState } from 'react'
import { followTrial } from '../../keys/trial/trial-api.ts'
import { askWordings, beginWording, wordingOf, type Refused } from './wording-api.ts'

/** Who writes on is not asked about every letter. */
const SETTLED_MS = 400

export type WordingOffers =
  /** There are no words, or nobody knows yet. */
  | { readonly are: 'unknown' }
  | { readonly are: 'known'; readonly offers: readonly TrialOffer[] }
  | { readonly are: 'refused'; readonly error: ErrorBody }

interface AskedOffers {
  readonly offers: WordingOffers
  askAgain(): void
}

/** Who can write other words, and for how much. */
export const useWordingOffers = ({ words, because }: Refused): AskedOffers => {
  const [known, setKnown] = useState<{ readonly words: string; readonly offers: WordingOffers }>()
  const [asked, setAsked] = useState(0)
  const sendable = words.trim() !== '' && words.trim().length <= MOST_REWORDED
  useEffect(() => {
    if (!sendable) return
    const leaving = new AbortController()
    const tell = (offers: WordingOffers) => leaving.signal.aborted || setKnown({ words, offers })
    const timer = setTimeout(() => {
      askWordings({ words, because }, leaving.signal).then(
        (offers) => tell({ are: 'known', offers }),
        (thrown: unknown) => tell({ are: 'refused', error: errorBody(thrown) }),
      )
    }, SETTLED_MS)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [words, because, sendable, asked])
  const askAgain = () => {
    setKnown(undefined)
    setAsked((count) => count + 1)
  }
  if (words.trim() !== '' && !sendable) return { offers: { are: 'refused', error: TOO_LONG }, askAgain }
  return { offers: known?.words === words ? known.offers : { are: 'unknown' }, askAgain }
}

const TOO_LONG: ErrorBody = {
  code: 'too-large',
  message: `These words are longer than ${MOST_REWORDED.toLocaleString('en')} characters, too long to be written anew at once.`,
  hint: 'Change them yourself, or split the text.',
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
