import { z } from 'zod'
import type { Step } from '@reelgraph/shared'

const schemas = new WeakMap<Step['definition'], unknown>()

/** The schema of a definition's parameters as forms read it; the same one each time. */
export const paramSchema = (definition: Step['definition']): unknown => {
  const known = schemas.get(definition)
  if (known !== undefined) return known
  const schema: unknown = z.toJSONSchema(definition.params, { io: 'input' })
  schemas.set(definition, schema)
  return schema
}
