import { z } from 'zod'
import { JsonSchema } from '@reelgraph/shared'

const widgets = ['textarea', 'slider', 'seed', 'segmented', 'assign', 'asset'] as const
const number = z.number().optional()
const text = z.string().optional()

/** As much of JSON Schema, and of our meta keys, as forms are drawn from. What does not fit here is edited as JSON. */
const Flat = z.object({
  type: z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']).optional(),
  const: z.union([z.string(), z.number()]).optional(),
  enum: z.optional(z.array(z.union([z.string(), z.number()]))),
  default: JsonSchema.optional(),
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: number,
  minLength: number,
  maxLength: number,
  title: text,
  description: text,
  unit: text,
  labels: z.record(z.string(), z.string()).optional(),
  placeholder: text,
  widget: z.enum(widgets).optional(),
  advanced: z.boolean().optional(),
  step: number,
  live: z.boolean().optional(),
})

export const FieldSchema = Flat.extend({
  anyOf: z.array(Flat).optional(),
  items: z.object({ type: text }).optional(),
})
export interface FieldSchemaShape extends z.infer<typeof Flat> {
  readonly anyOf?: readonly z.infer<typeof Flat>[] | undefined
  readonly items?: { readonly type?: string | undefined } | undefined
}

export const ObjectSchema = z.object({
  type: z.literal('object'),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
})
