import { FieldSchema, ObjectSchema, type FieldSchemaShape } from './field-schema.ts'
import type { Choice, Field, Limits } from './field.ts'

/** The fields of `z.toJSONSchema(params, { io: 'input' })`, in their order. Throws on what is not an object's schema. */
export function fieldsOf(schema: unknown): readonly Field[] {
  const { properties = {}, required = [] } = ObjectSchema.parse(schema)
  return Object.entries(properties).map(([name, property]) => {
    const shape = FieldSchema.safeParse(property)
    return fieldOf({ name, shape: shape.success ? shape.data : {}, optional: !required.includes(name) })
  })
}

interface FieldQuestion {
  readonly name: string
  readonly shape: FieldSchemaShape
  readonly optional: boolean
}

function fieldOf({ name, shape: outer, optional }: FieldQuestion): Field {
  const { shape, nullable } = withoutNull(outer)
  const common = {
    name,
    title: outer.title ?? shape.title ?? titleOf(name),
    advanced: outer.advanced ?? false,
    optional: optional || nullable,
    ...(outer.description !== undefined && { description: outer.description }),
    ...(outer.live && { live: true as const }),
    ...(outer.placeholder !== undefined && { placeholder: outer.placeholder }),
    ...(outer.default !== undefined && { fallback: outer.default }),
  }
  const widget = outer.widget ?? shape.widget
  if (widget === 'asset') return { ...common, widget: 'asset' }
  const choices = choicesOf({ shape, labels: outer.labels ?? shape.labels ?? {} })
  if (choices) return { ...common, widget: choiceWidget(choices, widget), choices }
  if (shape.type === 'boolean') return { ...common, widget: 'switch' }
  if (shape.type === 'number' || shape.type === 'integer') {
    const limits = limitsOf({ ...shape, ...outer, type: shape.type })
    return { ...common, widget: numberWidget(limits, widget), ...limits }
  }
  if (shape.type === 'string') {
    const { minLength, maxLength } = shape
    return {
      ...common,
      widget: widget === 'textarea' ? 'textarea' : 'text',
      ...(minLength !== undefined && { minLength }),
      ...(maxLength !== undefined && { maxLength }),
    }
  }
  if (shape.type === 'array' && (widget === 'assign' || shape.items?.type === 'integer'))
    return { ...common, widget: 'assign' }
  return { ...common, widget: 'json' }
}

/** `startImage` → `Start image`. */
export function titleOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function withoutNull(shape: FieldSchemaShape): { readonly shape: FieldSchemaShape; readonly nullable: boolean } {
  const others = shape.anyOf?.filter((option) => option.type !== 'null')
  if (!shape.anyOf || !others || others.length === shape.anyOf.length) return { shape, nullable: false }
  const [only, ...more] = others
  return { shape: only && more.length === 0 ? only : { ...shape, anyOf: others }, nullable: true }
}

interface ChoiceQuestion {
  readonly shape: FieldSchemaShape
  readonly labels: Readonly<Record<string, string>>
}

function choicesOf({ shape, labels }: ChoiceQuestion): readonly Choice[] | undefined {
  const constants = shape.anyOf?.map((option) => option.const)
  const values = shape.enum ?? (constants?.every((value) => value !== undefined) ? constants : undefined)
  return values?.map((value) => ({ value, label: labels[value] ?? String(value).replaceAll('_', ' ') }))
}

function choiceWidget(choices: readonly Choice[], wish: FieldSchemaShape['widget']): 'segmented' | 'select' {
  const letters = choices.reduce((sum, { label }) => sum + label.length, 0)
  // side by side they have to fit into a column
  if (wish === 'segmented') return letters <= 36 && choices.length <= 6 ? 'segmented' : 'select'
  return choices.length > 1 && choices.length <= 4 && letters <= 20 ? 'segmented' : 'select'
}

function numberWidget(limits: Limits, wish: FieldSchemaShape['widget']): 'number' | 'slider' | 'seed' {
  if (wish === 'seed') return 'seed'
  return wish === 'slider' && limits.min !== undefined && limits.max !== undefined ? 'slider' : 'number'
}

function limitsOf(shape: FieldSchemaShape): Limits {
  const integer = shape.type === 'integer'
  const step = shape.step ?? shape.multipleOf ?? (integer ? 1 : 0.1)
  const min = shape.minimum ?? (shape.exclusiveMinimum === undefined ? undefined : shape.exclusiveMinimum + step)
  const max = shape.maximum ?? (shape.exclusiveMaximum === undefined ? undefined : shape.exclusiveMaximum - step)
  // `z.int()` says the range of safe integers, which limits nobody.
  const bounded = (value: number | undefined): value is number =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER
  return {
    integer,
    step,
    ...(bounded(min) && { min }),
    ...(bounded(max) && { max }),
    ...(shape.unit !== undefined && { unit: shape.unit }),
  }
}
