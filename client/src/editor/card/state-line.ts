import type { ErrorBody } from '@reelgraph/shared'
import { formatMoney } from '../../lib/format.ts'
import type { StepState } from '../../ui/state-dot.tsx'
import type { ItemView } from './item-view.ts'

/** The one line at the foot of a card. */
export interface StateLine {
  readonly state: StepState
  readonly words: string
  /** In green: what a reuse saved. */
  readonly saved?: string
  readonly error?: ErrorBody
}

interface Asked {
  readonly items: readonly ItemView[]
  /** What the result is in a word or two, where it is known: `0:14`, `1280 × 720`. */
  readonly measure?: string | undefined
  /** Where nothing was made yet: what it would cost. */
  readonly price?: string | undefined
}

export const stateLine = ({ items, measure, price }: Asked): StateLine => {
  const [only] = items
  if (!only) return { state: 'waits', words: price ?? 'not run yet' }
  return items.length === 1 ? singleLine(only, { measure, price }) : listLine(items)
}

const percent = (fraction: number | undefined): string | undefined =>
  fraction === undefined ? undefined : `${Math.round(fraction * 100)} %`

const join = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ')

const singleLine = (item: ItemView, { measure, price }: Omit<Asked, 'items'>): StateLine => {
  const cost = item.cost === undefined ? undefined : formatMoney(item.cost)
  switch (item.state) {
    case 'idle':
      return { state: 'waits', words: join('not run yet', price) }
    case 'running':
      return { state: 'running', words: join(item.note ?? 'running', percent(item.progress)) }
    case 'failed':
    case 'blocked':
      return {
        state: item.state,
        words: item.error?.message ?? 'It could not run.',
        ...(item.error && { error: item.error }),
      }
    case 'reused':
      return { state: 'reused', words: join('reused', measure), ...savedOf([item]) }
    case 'done':
      return { state: 'done', words: join(measure, cost) || 'done' }
    case 'waits':
      return { state: 'waits', words: item.stale && item.outputs ? 'changed since' : 'waits' }
    case 'cancelled':
      return { state: 'cancelled', words: item.reason?.because === 'off' ? item.reason.why : 'stopped' }
    case 'unknown':
      return { state: 'unknown', words: 'nobody knows whether it was made', ...(item.error && { error: item.error }) }
    default:
      return { state: item.state, words: item.state }
  }
}

const savedOf = (items: readonly ItemView[]): { readonly saved?: string } => {
  const saved = items.reduce((sum, item) => sum + (item.saved ?? 0), 0)
  return saved > 0 ? { saved: `saved ${formatMoney(saved)}` } : {}
}

const listLine = (items: readonly ItemView[]): StateLine => {
  const count = (state: ItemView['state']) => items.filter((item) => item.state === state).length
  const all = items.length
  const done = count('done') + count('reused')
  const running = items.find((item) => item.state === 'running')
  const failed = items.find((item) => item.state === 'failed' || item.state === 'blocked')
  if (running)
    return {
      state: 'running',
      words: join(`${done} of ${all} done`, `${running.position + 1} at ${percent(running.progress) ?? 'work'}`),
    }
  if (failed) {
    const bad = count('failed') + count('blocked')
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
  if (count('queued') > 0) return { state: 'queued', words: `${done} of ${all} done` }
  if (done === all) {
    const reused = count('reused')
    const cost = items.reduce((sum, item) => sum + (item.cost ?? 0), 0)
    if (reused > 0) return { state: 'reused', words: `reused ${reused} of ${all}`, ...savedOf(items) }
    return { state: 'done', words: join(`${all} items`, cost > 0 ? formatMoney(cost) : undefined) }
  }
  const stale = items.filter((item) => item.stale && item.outputs).length
  if (stale > 0) return { state: 'waits', words: `${stale} of ${all} changed since` }
  const [first] = items
  return {
    state: first?.state === 'cancelled' ? 'cancelled' : 'waits',
    words: done > 0 ? `${done} of ${all} done` : `${all} items · not run yet`,
  }
}
