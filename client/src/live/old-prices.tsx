import type { Catalog, Plan } from '@reelgraph/shared'
import type { NameOf } from '../runs/node-names.ts'
import { PriceNote } from './price-note.tsx'
import { pricedBy } from './priced-by.ts'

interface OldPricesProps {
  readonly plan: Plan
  readonly catalog: Pick<Catalog, 'models' | 'providers'>
  readonly nameOf: NameOf
  readonly className?: string | undefined
}

/** Whose prices of this plan nobody has looked at for long. */
export function OldPrices({ plan, catalog, nameOf, className }: OldPricesProps) {
  return pricedBy({ plan, catalog, nameOf }).map((provider) => (
    <PriceNote key={provider.id} provider={provider} className={className} onlyOld />
  ))
}
