import type { Micros } from '@reelgraph/shared'
import { formatMoney } from '../../lib/format.ts'

interface Forgetting {
  readonly cost: Micros
  /** The node shows it now. */
  readonly shown: boolean
  /** Other projects that show it; nothing while that is not known. */
  readonly others: readonly { readonly name: string; readonly binned: boolean }[] | undefined
}

/** What it means to forget a result, before it is done. */
export const forgetText = ({ cost, shown, others }: Forgetting): string =>
  [
    cost > 0 ? `It cost ${formatMoney(cost)}, and to make it again would cost as much again.` : 'It cost nothing.',
    shown && 'The node shows it now, and what follows it is made of it.',
    others && othersText(others, cost),
    'This cannot be undone.',
  ]
    .filter(Boolean)
    .join(' ')

const MOST_NAMED = 3

const othersText = (others: NonNullable<Forgetting['others']>, cost: Micros): string | undefined => {
  if (others.length === 0) return undefined
  const names = others.map(({ name, binned }) => `“${name}”${binned ? ' in the bin' : ''}`)
  const again = cost > 0 ? `pay ${formatMoney(cost)} for it again` : 'make it again'
  if (others.length === 1) return `The project ${names[0]} shows it too, and would have to ${again}.`
  const more = names.length - MOST_NAMED
  const named = more > 0 ? [...names.slice(0, MOST_NAMED), `${more} more`] : names
  const list = `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`
  return `${others.length} other projects show it too, ${list}: the first that needs it would have to ${again}.`
}
