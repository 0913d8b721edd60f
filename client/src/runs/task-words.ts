import { findingsText, type TaskState } from '@reelgraph/shared'
import { formatClock, formatMoney } from '../lib/format.ts'
import { askedWords } from './asked-text.ts'
import { askOf, gateNodes, type PriceAsk } from './asks.ts'
import { forAtMost } from './price-text.ts'

/** A moment that words count from or towards, in milliseconds since 1970. */
export type Ticking = { readonly since: number } | { readonly until: number }

export interface TaskWords {
  readonly text: string
  /** Said behind the text, and counted on while it is shown. */
  readonly ticking?: Ticking
}

type TitleOf = (node: string) => string

/** What a task waits for, or nothing where it waits for nobody in particular. */
export const waitingWords = (task: TaskState, titleOf: TitleOf): TaskWords | undefined => {
  const ask = askOf(task)
  if (ask?.of === 'gate')
    return { text: ask.off ? `${findingsText(ask.off)}; you decide` : 'look at it before it goes on' }
  if (ask?.of === 'unknown') return { text: task.asked ? askedWords(task.asked) : 'may have been paid; you decide' }
  if (ask?.of === 'fallback') return { text: `its model could not; another may${forAtMost(ask.price)}` }
  if (ask?.of === 'price') return { text: overText(ask) }
  if (task.asking) return { text: 'asking its provider …' }
  if (task.over?.turn) return { text: 'another one whose price is unknown goes first' }
  if (task.status === 'held') return { text: gateText(task.heldBy ?? [], titleOf) }
  if (task.unseen) return { text: 'cannot be looked at now; asked again', ticking: { until: task.unseen.againAt } }
  if (task.status === 'late') {
    const since = lateSince(task)
    return { text: 'taking longer than usual; still watched', ...(since !== undefined && { ticking: { since } }) }
  }
  if (task.status === 'waiting' && task.retryAt !== undefined)
    return { text: 'again', ticking: { until: task.retryAt } }
  return undefined
}

/** `waiting for you to look at “Shots”`. */
export const gateText = (heldBy: readonly string[], titleOf: TitleOf): string => {
  const [first, ...others] = gateNodes(heldBy)
  if (first === undefined) return 'waiting for you'
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  return `waiting for you to look at “${titleOf(first)}”${more}`
}

const LIMITS = { run: 'agreed', project: 'the project may spend', day: 'a day may cost' } as const
const SPENT = { run: 'was agreed', project: 'the project may spend', day: 'a day may cost' } as const

const overText = ({ needs, left, limit }: PriceAsk): string => {
  if (limit === undefined) return 'nobody knows what it costs; you decide'
  if (needs === null) return `nothing is left of what ${SPENT[limit]}`
  return `needs ${formatMoney(Math.max(0, needs - left))} more than ${LIMITS[limit]}`
}

const lateSince = ({ attempts, startedAt }: TaskState): number | undefined => {
  const last = attempts.at(-1)
  return last?.submittedAt ?? last?.startedAt ?? startedAt
}

/** What is to be known of how a task ended or goes on, beside its state: each a few words. */
export const asideWords = (task: TaskState): readonly string[] => {
  const tries = task.attempts.length
  const off = task.findings && findingsText(task.findings)
  return [
    off !== undefined && (task.status === 'succeeded' ? off : `again, for it was ${off}`),
    task.shared === true && 'shared with another run',
    tries > 1 && (task.status === 'running' ? `try ${tries}` : `${tries} tries`),
    task.mayBeBilled === true && 'may still be billed',
  ].filter((part) => part !== false)
}

/** `in 12 s`, `in 2:05` until; `6:12` since. */
export const tickingText = (ticking: Ticking, now: number): string => {
  if ('since' in ticking) return formatClock((now - ticking.since) / 1000)
  const left = Math.ceil((ticking.until - now) / 1000)
  if (left <= 0) return 'now'
  return left < 100 ? `in ${left} s` : `in ${formatClock(left)}`
}
