import { z } from 'zod'
import type { Json } from '../json.ts'

const LimitsSchema = z.object({
  enum: z.array(z.json()).optional(),
  const: z.json().optional(),
  anyOf: z.array(z.object({ const: z.json().optional() })).optional(),
  type: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
})

/** The number that a parameter takes and that is nearest to the one given; nothing where it takes no numbers. */
export const nearestValue = (schema: z.ZodType, value: Json): number | undefined => {
  if (typeof value !== 'number') return undefined
  const limits = LimitsSchema.safeParse(z.toJSONSchema(schema, { io: 'input' })).data
  if (!limits) return undefined
  const choices = (limits.enum ?? limits.anyOf?.map((each) => each.const) ?? []).filter(
    (each) => typeof each === 'number',
  )
  const whole = limits.type === 'integer' ? Math.round(value) : value
  const within = Math.min(limits.maximum ?? Infinity, Math.max(limits.minimum ?? -Infinity, whole))
  const near =
    choices.length > 0
      ? choices.reduce((best, each) => (Math.abs(each - value) < Math.abs(best - value) ? each : best))
      : within
  return schema.safeParse(near).success ? near : undefined
}
