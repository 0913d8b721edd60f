import { z } from 'zod'
import { JsonSchema } from '../json.ts'
import { contract } from './contract.ts'

export const FfmpegStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready'), version: z.string(), missing: z.array(z.string()) }),
  z.object({ state: z.literal('missing'), hint: z.string() }),
])

export const getHealth = contract({
  method: 'GET',
  path: '/api/health',
  summary: 'Whether the server works, and with what.',
  response: z.object({
    ok: z.boolean(),
    version: z.string(),
    storage: z.enum(['embedded', 'cluster']),
    ffmpeg: FfmpegStateSchema,
  }),
})

/** Definitions as data: parameters as JSON Schema, ports of a new node. */
export const getCatalog = contract({
  method: 'GET',
  path: '/api/catalog',
  summary: 'Kinds, models and providers.',
  response: z.object({
    kinds: z.array(
      z.looseObject({ id: z.string(), version: z.int(), title: z.string(), summary: z.string(), params: JsonSchema }),
    ),
    models: z.array(
      z.looseObject({
        id: z.string(),
        version: z.int(),
        makes: z.string(),
        title: z.string(),
        summary: z.string(),
        params: JsonSchema,
      }),
    ),
    providers: z.array(z.looseObject({ id: z.string(), title: z.string(), summary: z.string(), builtIn: z.boolean() })),
  }),
})

export const listProviders = contract({
  method: 'GET',
  path: '/api/providers',
  summary: 'The providers and what each can make.',
  response: z.object({
    providers: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        summary: z.string(),
        builtIn: z.boolean(),
        makes: z.array(z.string()),
      }),
    ),
  }),
})

export const listModels = contract({
  method: 'GET',
  path: '/api/providers/models/:makes',
  summary: 'The models that make something.',
  params: z.object({ makes: z.enum(['text', 'image', 'video', 'audio', 'compile']) }),
  response: z.object({
    models: z.array(z.object({ id: z.string(), title: z.string(), summary: z.string(), provider: z.string() })),
  }),
})
