import type { JsonObject, ModelDefinition } from '@reelgraph/shared'
import { z } from 'zod'

interface Field {
  readonly type?: string
  readonly enum?: readonly (string | number)[]
  readonly anyOf?: readonly Field[]
  readonly const?: string | number
  readonly minimum?: number
  readonly maximum?: number
}

/** Parameters that differ from the defaults in one place: each value of each choice, both ends of each number. */
export const everyChoice = (model: ModelDefinition): readonly JsonObject[] => {
  const schema = z.toJSONSchema(model.params, { io: 'input' })
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    valuesOf(field as Field).flatMap((value) => {
      // JSON Schema, as drawn above
      const params = { [name]: value }
      return model.params.safeParse(params).success && isAllowed(model, params) ? [params] : []
    }),
  )
}

const valuesOf = (field: Field): readonly (string | number | boolean)[] => {
  if (field.enum) return field.enum
  if (field.const !== undefined) return [field.const]
  if (field.anyOf) return field.anyOf.flatMap(valuesOf)
  if (field.type === 'boolean') return [true, false]
  if (field.type === 'number' || field.type === 'integer')
    return [field.minimum, field.maximum].filter((end) => end !== undefined)
  return []
}

/** A rule across fields may want another one with it. */
const isAllowed = (model: ModelDefinition, params: JsonObject): boolean =>
  (model.problems?.({ params: model.params.parse(params), inputs: {} }) ?? []).length === 0
