import type { Plan } from '@reelgraph/shared'
import type { NameOf } from '../runs/node-names.ts'
import { PriceNote } from './price-note.tsx'

interface OldPricesProps {
  readonly plan: Plan
  readonly nameOf: NameOf
  readonly className?: string | undefined
}

/** Whose prices of this plan nobody has looked at for long. */
export function OldPrices({ plan, nameOf, className }: OldPricesProps) {
  const priced = plan.tasks.flatMap(({ verdict, node }) => {
    const step = verdict === 'run' || verdict === 'waits' ? nameOf(node).step : undefined
    return step?.provider && step.definition.price ? [[step.provider.id, step.provider] as const] : []
  })
  return [...new Map(priced).values()].map((provider) => (
    <PriceNote key={provider.id} provider={provider} className={className} onlyOld />
  ))
}
