import { z } from 'zod'
import { own, type Json, type JsonObject } from '../json.ts'
import { fieldMeta, type Step } from './catalog.ts'
import type { ModelDefinition } from './define.ts'

/**
 * What a step does without anybody having said so, as settings for a model that stands in for it: a shot keeps its length, ratio
 * and resolution wherever that one has them. Words of its own making (a voice, a name) mean nothing elsewhere and are left out.
 */
export const keptSettings = ({ definition, params }: Step, model: ModelDefinition): JsonObject =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => {
      const schema: unknown = own(model.params.shape, name)
      if (!(schema instanceof z.ZodType) || fieldMeta(definition, name)?.advanced === true) return []
      const isKept = typeof value === 'string' ? isChoice(schema, value) : isPlain(value)
      return isKept ? [[name, value as Json]] : [] // parsed from JSON, without transforms
    }),
  )

/** Said by nobody: what takes it takes any words. */
const ANYTHING = '\u0000'

const isChoice = (schema: z.ZodType, value: unknown): boolean =>
  schema.safeParse(value).success && !schema.safeParse(ANYTHING).success

const isPlain = (value: unknown): boolean => typeof value === 'number' || typeof value === 'boolean'
