import { expect, test } from 'vitest'
import { z } from 'zod'
import { checkField } from './check-field.ts'
import type { Field } from './field.ts'
import { fieldsOf, titleOf } from './fields-of.ts'
import { rowsOf } from './rows.ts'

const fieldsFrom = (params: z.ZodObject) => fieldsOf(z.toJSONSchema(params, { io: 'input' }))
const fieldFrom = (schema: z.ZodType): Field => {
  const [field] = fieldsFrom(z.object({ value: schema }))
  if (!field) throw new Error('the schema gave no field')
  return field
}

test('the widget follows from the type', () => {
  const widgetOf = (schema: z.ZodType) => fieldFrom(schema).widget
  expect(widgetOf(z.string())).toBe('text')
  expect(widgetOf(z.int().min(2).max(10))).toBe('number')
  expect(widgetOf(z.number())).toBe('number')
  expect(widgetOf(z.boolean())).toBe('switch')
  expect(widgetOf(z.array(z.int()))).toBe('assign')
  expect(widgetOf(z.record(z.string(), z.string()))).toBe('json')
})

test('the widget follows from the meta where the type does not tell', () => {
  expect(fieldFrom(z.string().meta({ widget: 'textarea' })).widget).toBe('textarea')
  expect(fieldFrom(z.number().min(0).max(1).meta({ widget: 'slider' })).widget).toBe('slider')
  expect(fieldFrom(z.int().min(0).optional().meta({ widget: 'seed' })).widget).toBe('seed')
  expect(fieldFrom(z.string().meta({ widget: 'asset' })).widget).toBe('asset')
})

test('a slider without two ends is a number', () => {
  expect(fieldFrom(z.number().min(0).meta({ widget: 'slider' })).widget).toBe('number')
})

test('few short choices lie side by side, more or longer ones fold into a list', () => {
  expect(fieldFrom(z.enum(['16:9', '9:16', '1:1'])).widget).toBe('segmented')
  expect(fieldFrom(z.enum(['crossfade', 'fade through black', 'cut'])).widget).toBe('select')
  expect(fieldFrom(z.enum(['a', 'b', 'c', 'd', 'e'])).widget).toBe('select')
})

test('choices may be numbers, and stay numbers', () => {
  expect(fieldFrom(z.literal([24, 25, 30]))).toMatchObject({
    widget: 'segmented',
    choices: [
      { value: 24, label: '24' },
      { value: 25, label: '25' },
      { value: 30, label: '30' },
    ],
  })
  expect(fieldFrom(z.union([z.literal(24), z.literal(25)]))).toMatchObject({
    widget: 'segmented',
    choices: [{ value: 24 }, { value: 25 }],
  })
})

test('labels come from the meta, else from the value', () => {
  const field = fieldFrom(z.enum(['push_in', 'pull_out']).meta({ labels: { push_in: 'Push in' } }))
  expect(field).toMatchObject({ choices: [{ label: 'Push in' }, { label: 'pull out' }] })
})

test('limits, unit and step are kept, and the limits of safe integers are none', () => {
  expect(fieldFrom(z.int().min(2).max(10).default(5).meta({ title: 'Length', unit: 's' }))).toMatchObject({
    title: 'Length',
    min: 2,
    max: 10,
    integer: true,
    step: 1,
    unit: 's',
    fallback: 5,
    optional: true,
  })
  const open = fieldFrom(z.int())
  expect('min' in open || 'max' in open).toBe(false)
  expect(fieldFrom(z.number().meta({ step: 0.05 }))).toMatchObject({ step: 0.05, integer: false })
})

test('null means that it may be left out', () => {
  expect(fieldFrom(z.int().min(0).max(9).nullable().meta({ widget: 'seed' }))).toMatchObject({
    widget: 'seed',
    optional: true,
    min: 0,
    max: 9,
  })
})

test('a field of a shape nobody foresaw can still be edited, as JSON', () => {
  const fields = fieldsOf({ type: 'object', properties: { odd: { type: ['string', 'number'] }, never: false } })
  expect(fields.map(({ widget }) => widget)).toEqual(['json', 'json'])
})

test('a name becomes a title', () => {
  expect(['seconds', 'startImage', 'end_image'].map(titleOf)).toEqual(['Seconds', 'Start image', 'End image'])
})

test('two narrow neighbours share a row, a wide one has its own, and the order stays', () => {
  const fields = fieldsFrom(
    z.object({
      prompt: z.string().meta({ widget: 'textarea' }),
      camera: z.enum(['static', 'push_in', 'pull_out', 'pan_left', 'pan_right']),
      seconds: z.int(),
      ratio: z.enum(['16:9', '9:16']),
      seed: z.int().optional().meta({ widget: 'seed' }),
      fps: z.enum(['24', '25']),
    }),
  )
  expect(rowsOf(fields).map((row) => row.map(({ name }) => name))).toEqual([
    ['prompt'],
    ['camera', 'seconds'],
    ['ratio'],
    ['seed'],
    ['fps'],
  ])
})

test('what is completed from a list stands alone', () => {
  const fields = fieldsFrom(
    z.object({ voice: z.string(), voiceId: z.string().meta({ live: true }), speed: z.number() }),
  )
  expect(rowsOf(fields).map((row) => row.map(({ name }) => name))).toEqual([['voice'], ['voiceId'], ['speed']])
})

test('a value is refused with a reason', () => {
  const length = fieldFrom(z.int().min(2).max(10).meta({ unit: 's' }))
  expect(checkField(length, 11)).toBe('From 2 to 10 s')
  expect(checkField(length, 2.5)).toBe('This must be a whole number')
  expect(checkField(length, 5)).toBeUndefined()
  expect(checkField(fieldFrom(z.number().min(1)), 0)).toBe('At least 1')
  expect(checkField(fieldFrom(z.string().max(3)), 'four')).toBe('4 characters, at most 3')
  expect(checkField(fieldFrom(z.string().min(1)), '')).toBe('Something must be written here')
  expect(checkField(fieldFrom(z.enum(['a', 'b'])), 'c')).toBe('“c” is not one of the choices')
})

test('nothing is refused only where something is needed', () => {
  expect(checkField(fieldFrom(z.string()), undefined)).toBe('Value is needed')
  expect(checkField(fieldFrom(z.string().default('x')), undefined)).toBeUndefined()
  expect(checkField(fieldFrom(z.string().optional()), undefined)).toBeUndefined()
})
