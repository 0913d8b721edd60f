import type { LedgerEntry, Micros, Sum } from '@reelgraph/shared'
import { formatLimit, formatMoney } from '../lib/format.ts'

/** An amount in a sum, where nothing is nothing and not `free`: `$0.00`. */
export const amountText = (micros: Micros): string => (micros === 0 ? '$0.00' : formatMoney(micros))

/** What of a sum is not certain: `up to $0.30 set aside, perhaps $0.25 for what was given up, 2 of unknown price`. */
export const openText = ({
  reserved,
  unpriced,
  writtenOff = 0,
}: Pick<Sum, 'reserved' | 'unpriced' | 'writtenOff'>): string | undefined => {
  const parts = [
    reserved > writtenOff && `up to ${formatLimit(reserved - writtenOff)} set aside`,
    writtenOff > 0 && `perhaps ${formatMoney(writtenOff)} for what was given up`,
    unpriced > 0 && `${unpriced} of unknown price`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? parts.join(', ') : undefined
}

/** Of the highest bar: what was spent, as it stands everywhere else, and beside it what is not certain. */
export const mostText = ({ settled, reserved }: Pick<Sum, 'settled' | 'reserved'>): string =>
  [amountText(settled), reserved > 0 && `perhaps ${formatLimit(reserved)} more`].filter(Boolean).join(' · ')

/** What an attempt cost, as far as anybody knows. */
export const costText = ({ state, charged, cost, reserved }: LedgerEntry): string => {
  if (cost !== undefined && cost > 0) return formatMoney(cost)
  const price = reserved === null ? 'price unknown' : formatMoney(reserved)
  if (state === 'open') return reserved === null ? price : `up to ${price}`
  if (charged === 'unknown' || (charged === undefined && state === 'unknown')) {
    return reserved === null ? 'perhaps paid, price unknown' : `perhaps ${price}`
  }
  if (charged === true) return cost === 0 ? 'free' : price
  return 'not charged'
}

/** How an attempt ended, in a word. */
export const stateText: Readonly<Record<LedgerEntry['state'], string>> = {
  open: 'Under way',
  succeeded: 'Done',
  failed: 'Failed',
  cancelled: 'Stopped',
  unknown: 'Outcome unknown',
  'written-off': 'Given up',
}

type Counted = Pick<Sum, 'attempts' | 'free' | 'reserved' | 'unpriced'>

/**
 * `12 paid requests, 2 tries that cost nothing`. Where some are under way or perhaps paid they are just requests: what is not
 * certain is said beside them. Nothing where nothing was asked.
 */
export const requestsText = ({ attempts, free = 0, reserved, unpriced }: Counted): string | undefined => {
  const asked = attempts - free
  const what = reserved > 0 || unpriced > 0 ? 'request' : 'paid request'
  const parts = [asked > 0 && counted(asked, what), free > 0 && counted(free, 'try', 'tries')]
  const text = parts.filter((part) => part !== false).join(', ')
  if (text === '') return undefined
  return free > 0 ? `${text} that cost nothing` : text
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** `12 paid requests`, `2 requests, up to $0.30 set aside`. */
export const askedText = (sum: Sum): string =>
  [requestsText(sum), openText(sum)].filter((part) => part !== undefined).join(', ')
