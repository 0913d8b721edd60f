import type { ProviderDefinition } from '@reelgraph/shared'
import { useNow } from '../runs/use-now.ts'
import { priceWords } from './price-words.ts'
import { useLive } from './use-live.ts'

const HOUR_MS = 3_600_000

interface PriceNoteProps {
  readonly provider: Pick<ProviderDefinition, 'id' | 'title' | 'prices'>
  readonly className?: string | undefined
  /** Said only where they are old, and whose they are. */
  readonly onlyOld?: boolean
}

/** Of when a provider's prices are. */
export function PriceNote({ provider, className, onlyOld = false }: PriceNoteProps) {
  const live = useLive(provider.prices && provider.id)
  const said = priceWords({ prices: provider.prices, live, now: useNow(HOUR_MS) })
  if (!said || (onlyOld && !said.old)) return
  if (onlyOld) return <p className={className}>{`${provider.title}: ${said.words}.`}</p>
  return <p className={className}>{said.words.charAt(0).toUpperCase() + said.words.slice(1)}</p>
}
