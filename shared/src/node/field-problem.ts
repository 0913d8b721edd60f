import type { z } from 'zod'
import type { Problem } from './define.ts'

type Issue = z.core.$ZodIssue

interface Wrong {
  readonly issue: Issue
  /** All parameters, as they are in the document. */
  readonly params: Readonly<Record<string, unknown>>
  /** What the form calls the parameter, and the unit beside its value. */
  readonly title: string
  readonly unit: string | undefined
}

/** A parameter that its schema refuses, in the words of the form: what it must be, and what it is. */
export const fieldProblem = ({ issue, params, title, unit }: Wrong): Problem => {
  const field = String(issue.path[0] ?? '')
  const must = ruleOf(issue, unit)
  const is = valueText(params[field])
  return { field, message: `“${title}” ${must}${is === undefined ? '' : `; it is ${is}`}.` }
}

const ruleOf = (issue: Issue, unit: string | undefined): string => {
  switch (issue.code) {
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', { limit: issue.maximum, unit })
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return 'must not be empty'
      return bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', { limit: issue.minimum, unit })
    case 'not_multiple_of':
      return `must go in steps of ${amountOf({ limit: issue.divisor, unit })}`
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? 'something else'}`
    case 'invalid_value':
      return `must be ${choice(issue.values.map(String))}`
    case 'invalid_union':
      return 'must be one of what its form offers'
    default:
      return isOurs(issue.message) ? `does not fit: ${issue.message}` : 'is not written in the form it needs'
  }
}

interface Amount {
  readonly limit: number | bigint
  readonly unit: string | undefined
}

const amountOf = ({ limit, unit }: Amount): string => (unit === undefined ? `${limit}` : `${limit} ${unit}`)

const bound = (origin: string, how: string, amount: Amount): string => {
  const { limit } = amount
  if (origin === 'string') return `must have ${how} ${limit} characters`
  if (origin === 'array') return `must have ${how} ${limit} ${Number(limit) === 1 ? 'entry' : 'entries'}`
  return `must be ${how} ${amountOf(amount)}`
}

const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'on or off',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

const choice = (values: readonly string[]): string =>
  values.length === 1 ? `“${values[0]}”` : `one of ${values.map((value) => `“${value}”`).join(', ')}`

/** A sentence that the definition gave, and not the library's. */
const isOurs = (message: string): boolean => !/^(Invalid|Too|Unrecognized)\b/.test(message)

/** Short enough for a card; nothing where there is no value. */
const valueText = (value: unknown): string | undefined => {
  if (value === undefined || value === '') return undefined
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
  return text.length > 40 ? undefined : text
}
