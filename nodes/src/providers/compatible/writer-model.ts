import { defineModel, FREE } from '@reelgraph/shared'
import { z } from 'zod'
import { seedParam } from '../../inputs/seed.ts'
import { maxTokensParam, schemaParam, splitParam, temperatureParam } from '../../writing/writer-params.ts'
import { WRITER_INPUTS, writerOutputs } from '../../writing/writer-ports.ts'
import { writerProblems } from '../../writing/writer-problems.ts'

export const ownWriter = defineModel({
  id: 'compatible/writer',
  version: 1,
  makes: 'text',
  title: 'Own server',
  summary: 'Writes with a model of your own: Ollama, LM Studio, or any address that speaks OpenAI’s protocol.',
  inputs: WRITER_INPUTS,
  outputs: writerOutputs,
  params: z.object({
    model: z.string().max(200).default('gpt-oss:20b').meta({
      title: 'Model',
      description: 'As your server calls it. Testing the connection in the settings names those it has.',
      placeholder: 'gpt-oss:20b',
      live: true,
    }),
    maxTokens: maxTokensParam(128_000),
    split: splitParam(),
    temperature: temperatureParam(2),
    topP: z.number().min(0.01).max(1).exactOptional().meta({
      title: 'Top P',
      description: 'Only the likeliest words that together have this chance.',
      step: 0.01,
      placeholder: 'auto',
      advanced: true,
    }),
    seed: seedParam(),
    structured: z.boolean().default(false).meta({
      title: 'Keeps to a schema',
      description: 'Your server can hold a model to a JSON Schema. Lists and data are then asked for with one.',
      advanced: true,
    }),
    schema: schemaParam(),
    billing: z
      .enum(['free', 'paid'])
      .default('free')
      .meta({
        title: 'It costs',
        description: 'What an address asks for is only known to you.',
        labels: { free: 'Nothing', paid: 'Something' },
        widget: 'segmented',
        advanced: true,
      }),
  }),
  price: ({ params: { billing } }) => (billing === 'free' ? FREE : 'unknown'),
  problems: ({ params, inputs }) => [
    ...writerProblems({ params, inputs }),
    ...(params.model.trim() === ''
      ? [{ message: 'it needs the name of a model.', hint: 'Type it as your server calls it.', field: 'model' }]
      : []),
    ...(params.schema.trim() !== '' && !params.structured
      ? [
          {
            message: 'a schema needs a server that keeps to it.',
            hint: 'Switch on “Keeps to a schema” if yours does, or clear the schema.',
            field: 'structured',
          },
        ]
      : []),
  ],
  examples: [
    'Five shots for a 30-second film about a lighthouse keeper and a lost ship, one line each: size, action, light.',
    'A voice-over of 60 words for a film about a blacksmith who forges an emblem at dawn. Calm, present tense.',
    'Turn this idea into one prompt for a picture, with lens, light and mood: a fox crosses a railway line in snow.',
  ],
})
