import { canonical } from '../canonical.ts'
import { own, type Json } from '../json.ts'
import { portTitle } from '../project/connect.ts'
import { fieldMeta, fieldTitle, type Step } from './catalog.ts'
import { briefly } from './swap-model.ts'

/**
 * What a step would do otherwise than another that it takes the place of, one short sentence each: `Length: 10 becomes 8.` Also
 * of settings that nobody has touched, for what they are by themselves is as much a part of the result; not of those that only
 * a few people ever open.
 */
export const stepChanges = (before: Step, after: Step): readonly string[] => [
  ...Object.entries(before.params).flatMap(([name, value]) => {
    const isTouched = own(before.changed, name) !== undefined
    if (value === undefined || (!isTouched && fieldMeta(before.definition, name)?.advanced === true)) return []
    if (Object.hasOwn(after.definition.params.shape, name)) {
      const next = own(after.params, name)
      if (next !== undefined && canonical(next) === canonical(value)) return []
      const words = next === undefined ? 'left to the model' : wordsOf(next)
      return [`${fieldTitle(after.definition, name)}: ${wordsOf(value)} becomes ${words}.`]
    }
    return isTouched ? [`It has no “${fieldTitle(before.definition, name)}” (${wordsOf(value)}).`] : []
  }),
  ...Object.entries(before.typed).flatMap(([name, value]) => {
    const port = own(before.inputs, name)
    if (own(after.inputs, name) || value === '' || value === port?.typed?.default) return []
    return [`It has no “${portTitle(name, port)}” (${wordsOf(value)}).`]
  }),
]

const wordsOf = (value: unknown): string => briefly(value as Json) || 'nothing' // parsed from JSON, without transforms
