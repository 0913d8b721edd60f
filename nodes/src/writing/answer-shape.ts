import type { JsonObject, ListItem } from '@reelgraph/shared'
import { z } from 'zod'
import { splitText, type Split } from '../kinds/text/split.ts'

const ObjectSchema = z.record(z.string(), z.json())

/** A JSON Schema of an object, or nothing. */
export const schemaOf = (text: string): JsonObject | undefined => {
  const schema = ObjectSchema.safeParse(parseJson(text)).data
  return schema?.['type'] === 'object' ? schema : undefined
}

/** What an answer is to look like. */
export interface AnswerShape {
  readonly name: string
  readonly schema: JsonObject
  /** The schema is as narrow as services want it that hold themselves to every word of one. */
  readonly strict: boolean
}

interface Shaped {
  readonly split: Split
  readonly schema: string
}

const LIST_SCHEMAS: Readonly<Record<Exclude<Split, 'off'>, string>> = {
  lines: 'Every item of the answer, each a single line without a number or bullet before it.',
  paragraphs: 'Every item of the answer, each a text of its own without a number or heading.',
}

/** What to ask a service for that can be held to a schema; nothing where plain text is wanted. */
export const shapeOf = ({ split, schema }: Shaped): AnswerShape | undefined => {
  const own = schemaOf(schema)
  if (own) return { name: 'answer', schema: own, strict: own['additionalProperties'] === false }
  if (split === 'off') return undefined
  const items = { type: 'array', description: LIST_SCHEMAS[split], items: { type: 'string' } }
  return {
    name: 'list',
    strict: true,
    schema: { type: 'object', properties: { items }, required: ['items'], additionalProperties: false },
  }
}

export type Shape =
  | { readonly text: string | readonly ListItem<string>[]; readonly data?: JsonObject }
  | { readonly misses: string }

const ListSchema = z.object({ items: z.array(z.string()) })

/** An answer brought to the outputs of the step. A service that only promised a list may have written one. */
export const shaped = (answer: string, { split, schema }: Shaped): Shape => {
  if (schema.trim() !== '') {
    const data = ObjectSchema.safeParse(parseJson(withoutFence(answer))).data
    return data ? { text: answer, data } : { misses: 'its answer is not the JSON that was asked for' }
  }
  if (split === 'off') return { text: answer }
  const list = ListSchema.safeParse(parseJson(withoutFence(answer))).data
  const text = list ? list.items.map(oneOf(split)).join(split === 'lines' ? '\n' : '\n\n') : answer
  return { text: splitText(text, split) }
}

/** An item holds no border between items. */
const oneOf = (split: Exclude<Split, 'off'>) => (item: string) =>
  split === 'lines' ? item.replace(/\s*\n\s*/g, ' ') : item.replace(/\n\s*\n/g, '\n')

/** Some wrap what they were asked for in a fence. */
const withoutFence = (text: string): string => /^\s*```\w*\n([\s\S]*?)\n```\s*$/.exec(text)?.[1] ?? text

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
