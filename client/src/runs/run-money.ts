import type { Micros } from '@reelgraph/shared'
import { formatLimit, formatMoney } from '../lib/format.ts'

interface Spending {
  readonly cost: Micros
  readonly reserved: Micros
}

/** `$0.40 spent, up to $0.30 more under way`; nothing where it costs nothing. */
export const spendingText = ({ cost, reserved }: Spending): string | undefined => {
  if (cost > 0 && reserved > 0) return `${formatMoney(cost)} spent, up to ${formatLimit(reserved)} more under way`
  if (reserved > 0) return `up to ${formatLimit(reserved)} under way`
  return cost > 0 ? `${formatMoney(cost)} spent` : undefined
}

/** Dollars as a field shows them: exact, with two digits at least: `0.25`, `0.0125`. */
export const dollarsOf = (micros: Micros): string => {
  const exact = String(micros / 1_000_000)
  const [, decimals = ''] = exact.split('.')
  return decimals.length > 2 ? exact : (micros / 1_000_000).toFixed(2)
}

/** Micro-dollars of what is typed in a field of dollars; nothing where that is no amount above zero. */
export const microsOf = (dollars: string): Micros | undefined => {
  const text = dollars.trim().replace(',', '.')
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(text)) return undefined
  const micros = Math.round(Number(text) * 1_000_000)
  return micros > 0 && Number.isSafeInteger(micros) ? micros : undefined
}
