import type { Json } from '@reelgraph/shared'
import type { Field, Limits } from './field.ts'

/** Why a value cannot be taken, in the person's words. */
export function checkField(field: Field, value: Json | undefined): string | undefined {
  if (value === undefined || value === null) {
    return field.optional || field.fallback !== undefined ? undefined : `${field.title} is needed`
  }
  if (field.widget === 'text' || field.widget === 'textarea') return checkText(field, value)
  if (field.widget === 'number' || field.widget === 'slider' || field.widget === 'seed')
    return checkNumber(field, value)
  if (field.widget === 'select' || field.widget === 'segmented') {
    if (field.choices.some((choice) => choice.value === value)) return
    return `“${typeof value === 'string' ? value : JSON.stringify(value)}” is not one of the choices`
  }
  return
}

function checkText(
  { minLength = 0, maxLength = Infinity }: { readonly minLength?: number; readonly maxLength?: number },
  value: Json,
): string | undefined {
  if (typeof value !== 'string') return 'This must be text'
  if (value.length < minLength)
    return minLength === 1 ? 'Something must be written here' : `At least ${minLength} characters`
  if (value.length > maxLength) return `${value.length} characters, at most ${maxLength}`
  return
}

function checkNumber({ min, max, integer, unit }: Limits, value: Json): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'This must be a number'
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) return rangeText({ min, max, unit })
  if (integer && !Number.isInteger(value)) return 'This must be a whole number'
  return
}

interface Range {
  readonly min: number | undefined
  readonly max: number | undefined
  readonly unit: string | undefined
}

function rangeText({ min, max, unit }: Range): string {
  const tail = unit === undefined ? '' : ` ${unit}`
  if (min !== undefined && max !== undefined) return `From ${min} to ${max}${tail}`
  return min === undefined ? `At most ${max}${tail}` : `At least ${min}${tail}`
}
