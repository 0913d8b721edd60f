import { findingsText, type ErrorBody } from '@reelgraph/shared'
import { formatMoney } from '../../lib/format.ts'
import { askOf, gateNodes, type Ask } from '../../runs/asks.ts'
import { pausedWords, type PausedLane } from '../../queue/paused-lanes.ts'
import { asideWords, waitingWords, type Ticking } from '../../runs/task-words.ts'
import type { StepState } from '../../ui/state-dot.tsx'
import type { ItemView } from './item-view.ts'

/** The one line at the foot of a card. */
export interface StateLine {
  readonly state: StepState
  readonly words: string
  /** Counted on behind the words. */
  readonly ticking?: Ticking
  /** In green: what a reuse saved. */
  readonly saved?: string
  readonly error?: ErrorBody
  /** The node whose closed gate holds it: that is where it can be approved. */
  readonly gate?: string
  /** The account that it waits for: a person can let it go on. */
  readonly paused?: PausedLane
}

interface Asked {
  readonly items: readonly ItemView[]
  /** What the result is in a word or two, where it is known: `0:14`, `1280 × 720`. */
  readonly measure?: string | undefined
  /** Where nothing was made yet: what it would cost. */
  readonly price?: string | undefined
  /** What another node is called: the one whose gate holds this one. */
  titleOf(node: string): string
}

export const stateLine = ({ items, measure, price, titleOf }: Asked): StateLine => {
  const [only] = items
  if (!only) return { state: 'waits', words: price ?? 'not run yet' }
  return items.length === 1 ? singleLine(only, { measure, price, titleOf }) : listLine(items, titleOf)
}

const percent = (fraction: number | undefined): string | undefined =>
  fraction === undefined ? undefined : `${Math.round(fraction * 100)} %`

const join = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ')

const CHANGED = { failed: 'changed since it failed', cancelled: 'changed since it was stopped' } as const

/** Of what was made and is there no more. */
const goneText = ({ reason }: ItemView): string | undefined => {
  if (reason?.because !== 'tried') return undefined
  return reason.ended === 'forgotten'
    ? 'its result was forgotten'
    : reason.ended === 'lost'
      ? 'its file is gone'
      : undefined
}

const DEPENDS = 'depends on the steps before it'

/** Why what is shown is not what the graph says now, as the plan has it: what comes before it may come out the same again. */
const staleText = (item: ItemView): string =>
  goneText(item) ?? (item.reason?.because === 'inputs-unknown' ? DEPENDS : 'changed since')

const singleLine = (item: ItemView, { measure, price, titleOf }: Omit<Asked, 'items'>): StateLine => {
  const waiting = waitingLine(item, titleOf)
  if (waiting) return waiting
  const cost = item.cost === undefined ? undefined : formatMoney(item.cost)
  const by = item.by === undefined ? [] : [`by ${item.by}`]
  const asides = [...by, ...(item.task ? asideWords(item.task) : item.off ? [findingsText(item.off)] : [])]
  switch (item.state) {
    case 'idle':
      return {
        state: 'waits',
        words: join(item.before ? CHANGED[item.before] : (goneText(item) ?? 'not run yet'), price),
      }
    case 'running':
      return { state: 'running', words: join(item.note ?? 'running', percent(item.progress), ...asides) }
    case 'failed':
    case 'blocked':
      return {
        state: item.state,
        words: join(item.error?.message ?? 'It could not run.', item.cost ? `paid ${cost}` : undefined, ...asides),
        ...(item.error && { error: item.error }),
      }
    case 'reused':
      return { state: 'reused', words: join('reused', measure, ...asides), ...savedOf([item]) }
    case 'done':
      return { state: 'done', words: join(measure, cost, ...asides) || 'done' }
    case 'waits':
      return { state: 'waits', words: item.stale && item.outputs ? staleText(item) : 'waits' }
    case 'cancelled':
      return {
        state: 'cancelled',
        words: join(item.reason?.because === 'off' ? item.reason.why : 'stopped', ...asides),
      }
    default:
      return { state: item.state, words: item.state }
  }
}

/** What waits for a person, a provider or another moment says for what; of a run that goes on, or of the next one. */
const waitingLine = (item: ItemView, titleOf: Asked['titleOf']): StateLine | undefined => {
  const { task, reason, paused } = item
  if (paused) {
    const { text, ticking } = pausedWords(paused)
    return { state: 'held', words: text, paused, ...(ticking && { ticking }) }
  }
  const state = item.state === 'idle' ? 'waits' : item.state
  const words = task && waitingWords(task, titleOf)
  if (words) {
    const { text, ticking } = words
    const error = task.error ?? task.unseen?.error ?? task.attempts.at(-1)?.error
    const [gate] = askOf(task) ? [] : gateNodes(task.heldBy ?? [])
    return {
      ...{ state, words: text },
      ...(ticking && { ticking }),
      ...(error && { error }),
      ...(gate !== undefined && { gate }),
    }
  }
  if (task) return undefined
  if (item.state === 'look')
    return { state, words: item.off ? `${findingsText(item.off)}; you decide` : 'look at it before it goes on' }
  if (item.state === 'unknown') return { state, words: 'may have been paid; run it to decide' }
  if (item.state === 'late') return { state, words: 'still being made; a run waits for it' }
  if (reason?.because === 'gate') {
    const { node, others } = reason
    return {
      state,
      words: `waiting for you to look at “${titleOf(node)}”${others ? ` and ${others} more` : ''}`,
      gate: node,
    }
  }
  return undefined
}

const savedOf = (items: readonly ItemView[]): { readonly saved?: string } => {
  const saved = items.reduce((sum, item) => sum + (item.saved ?? 0), 0)
  return saved > 0 ? { saved: `saved ${formatMoney(saved)}` } : {}
}

/** What is said of some items of a list. */
const ASKED = {
  unknown: (count: number, all: number) => `${count} of ${all} may have been paid; you decide`,
  price: (count: number, all: number) => `${count} of ${all} ${count === 1 ? 'needs' : 'need'} more than agreed`,
  fallback: (count: number, all: number) => `${count} of ${all} could not be made; you decide`,
  gate: (count: number, all: number) => `${count} of ${all} to look at`,
} as const satisfies Record<Ask['of'], unknown>

/** The order in which it matters to a person. */
const GRAVEST_FIRST: readonly Ask['of'][] = ['unknown', 'price', 'fallback', 'gate']

const listLine = (items: readonly ItemView[], titleOf: Asked['titleOf']): StateLine => {
  const count = (...states: readonly ItemView['state'][]) => items.filter((item) => states.includes(item.state)).length
  const all = items.length
  const done = count('done', 'reused', 'look')
  const asking = items.flatMap((item) => {
    const ask = item.task && askOf(item.task)
    return ask ? [{ item, of: ask.of }] : []
  })
  const [asks] = GRAVEST_FIRST.flatMap((of) => asking.find((entry) => entry.of === of) ?? [])
  if (asks) {
    const number = asking.filter((entry) => entry.of === asks.of).length
    const state = asks.item.state === 'idle' ? 'waits' : asks.item.state
    const going = count('running')
    return { state, words: join(ASKED[asks.of](number, all), going > 0 ? `${going} running` : undefined) }
  }
  const running = items.find((item) => item.state === 'running')
  const failed = items.find((item) => item.state === 'failed' || item.state === 'blocked')
  const unseen = items.filter(({ task }) => task?.unseen)
  const seenLine = unseen[0] && waitingLine(unseen[0], titleOf)
  if (seenLine) return { ...seenLine, words: `${unseen.length} of ${all} ${seenLine.words}` }
  if (running)
    return {
      state: 'running',
      words: join(`${done} of ${all} done`, `${running.position + 1} at ${percent(running.progress) ?? 'work'}`),
    }
  const late = count('late')
  if (late > 0) {
    const first = items.find((item) => item.state === 'late')
    const line = first && waitingLine(first, titleOf)
    if (line) return { ...line, words: `${late} of ${all} ${line.words}` }
  }
  if (failed) {
    const bad = count('failed', 'blocked')
    const words =
      bad === all && failed.error
        ? failed.error.message
        : `${bad} of ${all}: ${failed.error?.message ?? 'could not run'}`
    return {
      state: failed.state === 'failed' ? 'failed' : 'blocked',
      words,
      ...(failed.error && { error: failed.error }),
    }
  }
  const waiting = items.find((item) => item.state === 'held' || item.task?.retryAt !== undefined)
  const line = waiting && waitingLine(waiting, titleOf)
  if (line) return done > 0 ? { ...line, words: `${done} of ${all} done · ${line.words}` } : line
  if (count('queued') > 0) return { state: 'queued', words: `${done} of ${all} done` }
  if (done === all) {
    const reused = count('reused')
    const cost = items.reduce((sum, item) => sum + (item.cost ?? 0), 0)
    if (count('look') > 0) return { state: 'look', words: ASKED.gate(count('look'), all) }
    if (reused > 0) return { state: 'reused', words: `reused ${reused} of ${all}`, ...savedOf(items) }
    return { state: 'done', words: join(`${all} items`, cost > 0 ? formatMoney(cost) : undefined) }
  }
  const stale = items.filter((item) => item.stale && item.outputs).length
  const forgotten = items.filter((item) => goneText(item) !== undefined).length
  if (forgotten > 0) return { state: 'waits', words: `${forgotten} of ${all} ${forgotten === 1 ? 'is' : 'are'} gone` }
  if (stale === all && items.every(({ reason }) => reason?.because === 'inputs-unknown'))
    return { state: 'waits', words: DEPENDS }
  if (stale > 0) return { state: 'waits', words: `${stale} of ${all} changed since` }
  const [first] = items
  return {
    state: first?.state === 'cancelled' ? 'cancelled' : 'waits',
    words: done > 0 ? `${done} of ${all} done` : `${all} items · not run yet`,
  }
}
