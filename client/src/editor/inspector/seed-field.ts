import type { Step } from '@reelgraph/shared'
import { z } from 'zod'

/** The parameter that holds the seed of a model; nothing where it has none. */
export const seedField = (definition: Step['definition']): string | undefined =>
  Object.entries(definition.params.shape).find(
    ([, field]) => field instanceof z.ZodType && field.meta()?.widget === 'seed',
  )?.[0]
