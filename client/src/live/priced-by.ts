import { providerOf, type Catalog, type Plan, type ProviderDefinition } from '@reelgraph/shared'
import type { NameOf } from '../runs/node-names.ts'

interface Question {
  readonly plan: Pick<Plan, 'tasks'>
  readonly catalog: Pick<Catalog, 'models' | 'providers'>
  readonly nameOf: NameOf
}

/** Everybody by whose prices a plan is worked out, each once: also of models that may come to make what another could not. */
export const pricedBy = ({ plan, catalog, nameOf }: Question): readonly ProviderDefinition[] => {
  const priced = plan.tasks.flatMap(({ verdict, node, makers }): readonly (ProviderDefinition | undefined)[] => {
    if (verdict !== 'run' && verdict !== 'waits') return []
    if (makers)
      return makers.map(({ model }) =>
        catalog.models.get(model)?.price ? catalog.providers.get(providerOf(model)) : undefined,
      )
    const { step } = nameOf(node)
    return [step?.definition.price ? step.provider : undefined]
  })
  return [...new Set(priced)].filter((provider) => provider !== undefined)
}
