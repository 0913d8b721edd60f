import reference from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from '../canonical.ts'
import { FingerprintSchema } from '../ids.ts'
import type { AssetValue } from '../node/values.ts'
import type { Step } from '../node/catalog.ts'
import { port } from '../node/ports.ts'
import { graph, type Details } from '../testing/drawing.ts'
import { testHash } from '../testing/hash.ts'
import { anyJson } from '../testing/random.ts'
import { testAsset } from '../testing/rehearsal.ts'
import {
  SubjectSchema,
  differenceOf,
  fingerprintOf,
  subjectOf,
  subjectText,
  type Subject,
  type TaskInputs,
} from './fingerprint.ts'

const stepOf = (kind: string, details: Details[string] = {}): Step => {
  const { project, catalog } = graph(kind, { [kind]: details })
  const step = catalog.stepOf(project.nodes[kind]!)
  if ('missing' in step) throw new Error(step.missing.message)
  return step
}
const subject = (step: Step, inputs: TaskInputs = { prompt: 'a fox' }, take = 0): Subject =>
  subjectOf({ step, inputs, take })
const print = (step: Step, inputs?: TaskInputs, take?: number): string =>
  fingerprintOf(subject(step, inputs, take), testHash)
const image = (params: Record<string, number | string | null>): Step => stepOf('image', { params })

test('the text of a subject is its canonical JSON, field by field', () => {
  const fields = fc.record(
    {
      kind: fc.string({ unit: 'binary' }),
      kindVersion: fc.nat(),
      model: fc.string(),
      modelVersion: fc.nat(),
      params: fc.dictionary(fc.string(), anyJson()),
      inputs: fc.dictionary(fc.string(), anyJson()),
      take: fc.nat(),
    },
    { requiredKeys: ['kind', 'kindVersion', 'params', 'inputs', 'take'] },
  )
  fc.assert(
    fc.property(fields, (given) => {
      expect(subjectText(given)).toBe(canonical(given))
    }),
  )
})

describe('a fingerprint', () => {
  const plain = print(image({}))

  test('is the same for parameters left out and parameters at their defaults', () => {
    expect(print(image({ seed: 1, size: 'small' }))).toBe(plain)
    expect(print(image({ size: 'large' }))).not.toBe(plain)
    // So a parameter that a definition gains later leaves every result made before it valid.
    expect(subject(image({ seed: 1, size: 'large' })).params).toEqual({ size: 'large' })
  })

  test('does not see the order of keys, unknown parameters, nor what is typed where a wire decides', () => {
    expect(print(image({ size: 'large', seed: 4 }))).toBe(print(image({ seed: 4, size: 'large' })))
    expect(print(image({ unheard: 'of', prompt: 'typed, but wired' }))).toBe(plain)
  })

  test('does not see where a node lies, what it is called, or its model where that is the default', () => {
    expect(
      print(stepOf('image', { x: 9, y: 9, title: 'Hero', model: 'test/paint', locked: true, collapsed: true })),
    ).toBe(plain)
    expect(print(stepOf('image', { model: 'test/sketch' }))).not.toBe(plain)
  })

  test('sees a take and every input', () => {
    expect(print(image({}), undefined, 1)).not.toBe(plain)
    expect(print(image({}), { prompt: 'a hen' })).not.toBe(plain)
    expect(print(image({}), { prompt: 'a fox', style: testAsset('image', 'blue') })).not.toBe(plain)
  })

  test('knows media by their bytes alone', () => {
    const blue = testAsset('image', 'blue')
    const told: AssetValue = { ...blue, mime: 'image/webp', bytes: 7, width: 3, height: 4 }
    const grade = stepOf('grade')
    expect(print(grade, { image: told })).toBe(print(grade, { image: blue }))
    expect(print(grade, { image: testAsset('image', 'red') })).not.toBe(print(grade, { image: blue }))
  })

  test('sees the order and the number of what is gathered', () => {
    const gather = stepOf('gather')
    const prints = [['a', 'b'], ['b', 'a'], ['a'], ['a', 'b', 'b'], ['ab'], []].map((texts) => print(gather, { texts }))
    expect(new Set(prints).size).toBe(prints.length)
  })

  test('sees the version of its kind and of its model', () => {
    const step = image({})
    const newerKind: Step = { ...step, kind: { ...step.kind, version: 2 } }
    const newerModel: Step = { ...step, model: { ...step.model!, version: 2 } }
    expect(new Set([plain, print(newerKind), print(newerModel)]).size).toBe(3)
  })

  test('takes an input that is not there for not there, also one called like what every object has', () => {
    const step: Step = { ...image({}), inputs: { constructor: port.text({ optional: true }) } }
    expect(subject(step, {}).inputs).toEqual({})
  })

  test('has the form of one', () => {
    expect(FingerprintSchema.parse(plain)).toBe(plain)
  })
})

describe('canonical text', () => {
  /** The same value with the keys of every object in another order. */
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, shuffled(inner)]),
    )
  }

  test('hangs on the value, not on the order of its keys, and gives the value back', () => {
    fc.assert(
      fc.property(anyJson(), (value) => {
        expect(canonical(shuffled(value))).toBe(canonical(value))
        expect(JSON.parse(canonical(value))).toEqual(value)
      }),
    )
  })

  test('is that of RFC 8785', () => {
    expect(
      canonical({
        numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
        string: '€$\u000f\nA\'B"\\\\"/',
        literals: [null, true, false],
      }),
    ).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    expect(canonical({ '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 })).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    )
  })

  test('is what another implementation of the RFC gives', () => {
    fc.assert(
      fc.property(anyJson(), (value) => {
        expect(canonical(value)).toBe(reference(value))
      }),
      { numRuns: 500 },
    )
  })

  test('takes text with half a character in it, as a cut-off emoji leaves behind', () => {
    const cut = { text: 'fox \ud83d' }
    expect(canonical(JSON.parse(canonical(cut)))).toBe(canonical(cut))
    expect(canonical(cut)).not.toBe(canonical({ text: 'fox \ufffd' }))
  })

  test('does not count what is undefined', () => {
    expect(canonical({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}')
    expect(canonical(undefined)).toBe('null')
  })
})

describe('what differs', () => {
  const before = subject(image({ seed: 2 }), { prompt: 'a fox' })

  test('is nothing between equal work', () => {
    expect(differenceOf(before, SubjectSchema.parse(JSON.parse(JSON.stringify(before))))).toEqual({
      params: [],
      inputs: [],
      take: false,
      model: false,
    })
  })

  test('is every parameter and input that was added, taken away or changed, in order of name', () => {
    expect(
      differenceOf(before, subject(image({ size: 'large' }), { prompt: 'a hen', style: testAsset('image', 'x') })),
    ).toEqual({
      params: ['seed', 'size'],
      inputs: ['prompt', 'style'],
      take: false,
      model: false,
    })
  })

  test('is the take, or the model where kind, model or a version is another', () => {
    expect(differenceOf(before, { ...before, take: 1 })).toMatchObject({ take: true, model: false })
    for (const other of [{ model: 'test/sketch' }, { kind: 'other' }, { modelVersion: 9 }, { kindVersion: 9 }]) {
      expect(differenceOf(before, { ...before, ...other })).toEqual({
        params: [],
        inputs: [],
        take: false,
        model: true,
      })
    }
  })

  test('tells “null” from “not there”', () => {
    const of = (params: Subject['params']): Subject => ({ ...before, params })
    expect(differenceOf(of({}), of({ seed: null })).params).toEqual(['seed'])
    expect(differenceOf(of({}), of({ constructor: null })).params).toEqual(['constructor'])
  })
})
