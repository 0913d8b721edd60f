import { z } from 'zod'

/** Parameters of models that write: one name and one meaning everywhere, so that a swap keeps them. */
export const maxTokensParam = (most: number, first = 2048) =>
  z.int().min(256).max(most).default(first).meta({
    title: 'Longest answer',
    description: 'In tokens, about four characters each; what it thinks counts too. It is paid for up to here at most.',
    unit: 'tokens',
  })

export const temperatureParam = (most: number) =>
  z.number().min(0).max(most).exactOptional().meta({
    title: 'Temperature',
    description: 'Low: the likeliest words. High: more daring ones. Empty: as the model is set.',
    step: 0.1,
    placeholder: 'auto',
    advanced: true,
  })

const EFFORTS = {
  auto: 'As set',
  none: 'None',
  minimal: 'Minimal',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  xhigh: 'Very high',
  max: 'Highest',
} as const
export type Effort = keyof typeof EFFORTS

/** How long it thinks before it writes. `auto` is not sent. */
export const effortParam = <const E extends readonly Effort[]>(efforts: E) =>
  z
    .enum(['auto', ...efforts])
    .default('auto')
    .meta({
      title: 'Thinking',
      description: 'How much it thinks before it writes. It is paid for as text.',
      labels: EFFORTS,
      advanced: true,
    })

/** The same as of a text that is typed. */
export const splitParam = () =>
  z
    .enum(['off', 'lines', 'paragraphs'])
    .default('off')
    .meta({
      title: 'As a list',
      description: 'What comes after it runs once for each.',
      labels: { off: 'One text', lines: 'One a line', paragraphs: 'By paragraphs' },
      widget: 'segmented',
    })

export const schemaParam = () =>
  z.string().max(20_000).default('').meta({
    title: 'JSON Schema',
    description: 'Of an object. It then answers with data of this shape.',
    widget: 'textarea',
    placeholder: '{ "type": "object", "properties": { … } }',
    advanced: true,
  })
