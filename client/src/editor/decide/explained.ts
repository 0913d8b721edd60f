import { findingsText, type Catalog } from '@reelgraph/shared'
import { formatLimit, formatMoney } from '../../lib/format.ts'
import { ownWords } from '../../lib/own-words.ts'
import { sentences } from '../../lib/sentences.ts'
import { askedText } from '../../runs/asked-text.ts'
import { modelName } from '../../runs/fallback-text.ts'
import { forAtMost } from '../../runs/price-text.ts'
import { triedAt } from '../../runs/tried-by.ts'
import { momentText } from '../../runs/reason-text.ts'
import type { AskedItem } from './asked-items.ts'
import { lostAttempt } from './lost-attempt.ts'

const LIMITS = {
  run: 'what you agreed to',
  project: 'what the project may spend',
  day: 'what a day may cost',
} as const

interface Circumstances {
  /** Milliseconds since 1970. */
  readonly now: number
  /** The run makes a new take of it when a person wishes it. */
  readonly rerolls: boolean
  /** Of the node; it stands above what is said. */
  readonly title: string
  readonly catalog: Pick<Catalog, 'models' | 'providers'>
}

/** What a person is asked about one item, in whole sentences. */
export const explained = ({ ask, task }: AskedItem, { now, rerolls, title, catalog }: Circumstances): string => {
  switch (ask.of) {
    case 'gate':
      if (ask.off)
        return `It is ${findingsText(ask.off)}. Keep it as it is${rerolls ? ', or make it again with a new take; this one is kept' : ''}.`
      return `What comes after it waits until you approve it.${rerolls ? ' A re-roll makes a new take; this one is kept.' : ''}`
    case 'unknown': {
      const lost = lostAttempt(task)
      const when = lost ? ` at ${momentText(lost.at, now)}` : ''
      const provider = triedAt(task, catalog)
      return sentences(
        `A request left${provider === undefined ? '' : ` for ${provider}`}${when} and nobody knows what became of it.`,
        task.error && ownWords(task.error.message, title),
        task.asked && askedText(task.asked, { provider: provider ?? 'The provider', now }),
        lost?.reserved ? `${formatMoney(lost.reserved)} stays set aside for it.` : undefined,
        'Nothing is asked twice unless you say so.',
      )
    }
    case 'fallback':
      return sentences(
        task.offer && ownWords(task.offer.error.message, title),
        'Nothing was paid.',
        `${modelName(catalog, ask.model)} may make it instead${forAtMost(ask.price)}.`,
        ...(task.offer?.changes ?? []),
      )
    case 'price': {
      const needs =
        ask.needs === null ? 'Nobody knows what it costs before it is made' : `It needs up to ${formatLimit(ask.needs)}`
      if (ask.limit === undefined) return `${needs}.`
      const left = ask.left === 0 ? 'nothing is left' : `only ${formatMoney(ask.left)} is left`
      return `${needs}, and ${left} of ${LIMITS[ask.limit]}.`
    }
  }
}
