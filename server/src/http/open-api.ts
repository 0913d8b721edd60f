import { ErrorBodySchema, UploadedSchema, type Contract } from '@reelgraph/shared'
import { z } from 'zod'

type JsonSchema = Readonly<Record<string, unknown>>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  void $schema
  return rest
}

const json = (schema: JsonSchema) => ({ content: { 'application/json': { schema } } })

const parametersOf = (schema: z.ZodType, place: 'path' | 'query') => {
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(field, undefined).success,
    schema: schemaOf(field as z.ZodType, 'input'), // zod types a shape by its core
  }))
}

const failure = { description: 'What is wrong, and what to do.', ...json({ $ref: '#/components/schemas/Failure' }) }

const operationOf = (contract: Contract) => ({
  summary: contract.summary,
  parameters: [...parametersOf(contract.params, 'path'), ...parametersOf(contract.query, 'query')],
  ...(!(contract.body instanceof z.ZodUndefined) && {
    requestBody: { required: true, ...json(schemaOf(contract.body, 'input')) },
  }),
  responses: {
    [contract.status ?? 200]: { description: contract.summary, ...json(schemaOf(contract.response, 'output')) },
    default: failure,
  },
})

const asset = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
const file = { description: 'The bytes.', content: { 'application/octet-stream': {} } }

/** The routes that stream and so have no contract. */
const STREAMED = {
  '/api/assets': {
    post: {
      summary: 'Uploads a media file: the body is the file.',
      parameters: [
        { name: 'x-file-name', in: 'header', description: 'Its name in percent-encoding.', schema: { type: 'string' } },
        {
          name: 'x-upload-id',
          in: 'header',
          description: 'Made by the sender; a repeated id returns the first answer.',
          schema: { type: 'string' },
        },
      ],
      requestBody: { required: true, content: { 'application/octet-stream': {} } },
      responses: { 201: { description: 'Stored.', ...json(schemaOf(UploadedSchema, 'output')) }, default: failure },
    },
  },
  '/api/assets/{id}': {
    get: {
      summary: 'The bytes of a media file; ranges work.',
      parameters: [
        asset,
        { name: 'name', in: 'query', description: 'Downloads it under this name.', schema: { type: 'string' } },
      ],
      responses: { 200: file, 206: file, default: failure },
    },
  },
  '/api/assets/{id}/poster': {
    get: {
      summary: 'A small picture of an image or a video.',
      parameters: [asset],
      responses: { 200: { description: 'The picture.', content: { 'image/webp': {} } }, default: failure },
    },
  },
}

/** The API as an OpenAPI 3.1 document, made of the very contracts that are served. */
export const openApi = (contracts: readonly Contract[], version: string) => {
  const paths: Record<string, Record<string, unknown>> = structuredClone(STREAMED)
  for (const contract of contracts) {
    const path = contract.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operationOf(contract) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Reelgraph', version },
    paths,
    components: { schemas: { Failure: schemaOf(z.object({ error: ErrorBodySchema }), 'output') } },
  }
}
