import type { Problem } from '@reelgraph/shared'
import { schemaOf } from './answer-shape.ts'
import { LONGEST_PROMPT } from './token-price.ts'

interface Question {
  readonly params: { readonly split: string; readonly schema: string }
  readonly inputs: { readonly prompt?: string | undefined; readonly system?: string | undefined }
}

/** What no model that writes can work with. */
export const writerProblems = ({
  params: { split, schema },
  inputs: { prompt, system },
}: Question): readonly Problem[] => {
  const problems: Problem[] = []
  if (prompt?.trim() === '')
    problems.push({ message: 'it needs a prompt.', hint: 'Type one, or connect a Text node.', field: 'prompt' })
  if ((prompt?.length ?? 0) + (system?.length ?? 0) > LONGEST_PROMPT)
    problems.push({
      message: `prompt and instructions are longer than ${LONGEST_PROMPT.toLocaleString('en')} characters.`,
      hint: 'Shorten them, or go through them in parts.',
      field: 'prompt',
    })
  if (schema.trim() === '') return problems
  if (split !== 'off')
    problems.push({
      message: 'it can answer with a list or by a schema, not both.',
      hint: 'Clear the schema, or choose “One text”.',
      field: 'schema',
    })
  if (!schemaOf(schema))
    problems.push({
      message: 'the JSON Schema cannot be read as one of an object.',
      hint: 'It begins with { "type": "object", "properties": …',
      field: 'schema',
    })
  return problems
}
