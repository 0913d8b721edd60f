import type { Asked } from '@reelgraph/shared'
import { sentences } from '../lib/sentences.ts'
import { momentText } from './reason-text.ts'

interface Circumstances {
  /** What the provider is called. */
  readonly provider: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What came of asking a provider for a lost request, in a sentence or two. */
export const askedText = ({ at, answer, said }: Asked, { provider, now }: Circumstances): string => {
  const when = momentText(at, now)
  switch (answer) {
    case 'not-known':
      return `${provider} was asked at ${when} and cannot tell.`
    case 'no-answer':
      return `${provider} was asked at ${when} and could not be reached${said === undefined ? '.' : `: ${sentences(said)}`}`
    case 'cannot-be-asked':
      return `${provider} has no way to ask for a lost request: look into your account there.`
  }
}

/** The same in a few words, for a card. */
export const askedWords = ({ answer }: Asked): string => {
  switch (answer) {
    case 'not-known':
      return 'its provider cannot tell; you decide'
    case 'no-answer':
      return 'its provider could not be reached; you decide'
    case 'cannot-be-asked':
      return 'may have been paid, its provider cannot be asked; you decide'
  }
}
