import { describe, expect, test } from 'vitest'
import { schemaOf, shapeOf, shaped } from './answer-shape.ts'

const valuesOf = (answer: string, split: 'lines' | 'paragraphs') => {
  const given = shaped(answer, { split, schema: '' })
  if (!('text' in given) || typeof given.text === 'string') throw new Error('it is no list')
  return given.text.map(({ value }) => value)
}

describe('a list', () => {
  test('is asked for by a schema, and read from it', () => {
    expect(shapeOf({ split: 'lines', schema: '' })).toMatchObject({
      name: 'list',
      schema: { required: ['items'], additionalProperties: false },
    })
    expect(valuesOf('{"items":["a fox","snow"]}', 'lines')).toEqual(['a fox', 'snow'])
  })

  test('is read from lines where a service wrote lines, and from a fence where it put one', () => {
    expect(valuesOf('a fox\n\nsnow\n', 'lines')).toEqual(['a fox', 'snow'])
    expect(valuesOf('```json\n{"items":["a fox"]}\n```', 'lines')).toEqual(['a fox'])
  })

  test('has as many items as were given, whatever breaks are in them', () => {
    expect(valuesOf('{"items":["a\\nfox","snow"]}', 'lines')).toEqual(['a fox', 'snow'])
    expect(valuesOf('{"items":["a\\n\\nfox","snow"]}', 'paragraphs')).toEqual(['a\nfox', 'snow'])
  })

  test('has keys that an item keeps when another comes before it', () => {
    const keysOf = (answer: string) => {
      const given = shaped(answer, { split: 'lines', schema: '' })
      return 'text' in given && typeof given.text !== 'string' ? given.text.map(({ key }) => key) : []
    }
    expect(keysOf('{"items":["new","a fox"]}')).toContain(keysOf('{"items":["a fox"]}')[0])
  })
})

describe('data', () => {
  const schema = '{"type":"object","properties":{"title":{"type":"string"}}}'

  test('comes beside the text it was written as', () => {
    const answer = '{"title":"Ember"}'
    expect(shaped(answer, { split: 'off', schema })).toEqual({ text: answer, data: { title: 'Ember' } })
  })

  test('that is none is said to be missing', () => {
    expect(shaped('Here you are: Ember', { split: 'off', schema })).toEqual({ misses: expect.stringContaining('JSON') })
    expect(shaped('["Ember"]', { split: 'off', schema })).toHaveProperty('misses')
  })

  test('is only promised by a schema of an object', () => {
    expect(schemaOf(schema)).toMatchObject({ type: 'object' })
    for (const bad of ['', 'type: object', '[]', '{"type":"array"}']) expect(schemaOf(bad)).toBeUndefined()
  })
})
