import { expect, test } from 'vitest'
import { z } from 'zod'
import { fieldProblem } from './field-problem.ts'

const said = (schema: z.ZodType, value: unknown, unit?: string): readonly string[] => {
  const parsed = z.object({ length: schema }).safeParse({ length: value })
  return (parsed.error?.issues ?? []).map(
    (issue) => fieldProblem({ issue, params: { length: value }, title: 'Length', unit }).message,
  )
}

test.each<readonly [string, z.ZodType, unknown, string]>([
  ['too large', z.int().max(10), 12, '“Length” must be at most 10 s; it is 12.'],
  ['too small', z.number().gt(0), 0, '“Length” must be more than 0 s; it is 0.'],
  ['not a number', z.number(), 'long', '“Length” must be a number; it is “long”.'],
  ['not whole', z.int(), 1.5, '“Length” must be a whole number; it is 1.5.'],
  ['between two steps', z.number().multipleOf(0.5), 0.3, '“Length” must go in steps of 0.5 s; it is 0.3.'],
  ['no choice', z.enum(['a', 'b']), 'c', '“Length” must be one of “a”, “b”; it is “c”.'],
  ['the only one', z.literal('a'), 'c', '“Length” must be “a”; it is “c”.'],
  [
    'one of several sorts',
    z.union([z.literal('auto'), z.int()]),
    'x',
    '“Length” must be one of what its form offers; it is “x”.',
  ],
  ['empty', z.string().min(1), '', '“Length” must not be empty.'],
  ['too long a text', z.string().max(2), 'abc', '“Length” must have at most 2 characters; it is “abc”.'],
  ['a very long text', z.string().max(2), 'a'.repeat(99), '“Length” must have at most 2 characters.'],
  ['too short a text', z.string().min(2), 'a', '“Length” must have at least 2 characters; it is “a”.'],
  ['too long a list', z.array(z.string()).max(1), ['a', 'b'], '“Length” must have at most 1 entry; it is ["a","b"].'],
  ['no switch', z.boolean(), 1, '“Length” must be on or off; it is 1.'],
  ['badly written', z.string().regex(/^a/), 'b', '“Length” is not written in the form it needs; it is “b”.'],
  [
    'badly written, in our words',
    z.string().regex(/^a/, 'it begins with an a'),
    'b',
    '“Length” does not fit: it begins with an a; it is “b”.',
  ],
])('a parameter that is %s is told in the words of its form', (_, schema, value, sentence) => {
  expect(said(schema, value, 's')).toEqual([sentence])
})
