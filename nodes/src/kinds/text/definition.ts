import { defineNode, out, port, type InputPort } from '@reelgraph/shared'
import { z } from 'zod'
import { fillPlaceholders, placeholdersOf } from './placeholders.ts'
import { splitText } from './split.ts'

export const text = defineNode({
  id: 'text',
  version: 1,
  title: 'Text',
  summary: 'Words: a concept, a prompt, a script. {{name}} becomes an input. With a model it writes them.',
  category: 'source',
  model: { makes: 'text', given: { param: 'text', port: 'prompt' } },
  params: z.object({
    text: z
      .string()
      .max(200_000)
      .default('')
      .meta({ title: 'Text', widget: 'textarea', placeholder: 'Type a concept, a prompt, a script …' }),
    split: z
      .enum(['off', 'lines', 'paragraphs'])
      .default('off')
      .meta({
        title: 'As a list',
        labels: { off: 'One text', lines: 'By lines', paragraphs: 'By paragraphs' },
        widget: 'segmented',
      }),
  }),
  inputs: (params): Readonly<Record<string, InputPort<'text', false, false>>> =>
    Object.fromEntries(placeholdersOf(params.text).map((name) => [name, port.text({ title: name })])),
  outputs: (params) => ({ text: out.text({ title: 'Text', ...(params.split !== 'off' && { list: {} }) }) }),
  problems: ({ params }) =>
    params.text.trim() === ''
      ? [{ message: 'there is no text yet.', hint: 'Type it on the card or in the inspector.', field: 'text' }]
      : [],
  evaluate: ({ params, inputs }) => {
    const filled = fillPlaceholders(params.text, inputs)
    return { text: params.split === 'off' ? filled : splitText(filled, params.split) }
  },
})
