import type Anthropic from '@anthropic-ai/sdk'
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema'
import { fail } from '@reelgraph/shared'
import { z } from 'zod'
import type { Sendable } from '../../inputs/send-image.ts'
import { shapeOf } from '../../writing/answer-shape.ts'
import type { ClaudeParams, ClaudeWriter } from './writer-models.ts'

interface Asked {
  readonly writer: Pick<ClaudeWriter, 'model' | 'thinkingOff'>
  readonly params: z.output<ClaudeParams>
  readonly prompt: string
  readonly system: string | undefined
  readonly pictures: readonly Sendable[]
}

/** Pure: what is hashed is what is sent. */
export const messageRequest = ({
  writer,
  params,
  prompt,
  system,
  pictures,
}: Asked): Anthropic.MessageCreateParamsStreaming => {
  const { effort, maxTokens } = params
  const format = formatOf(params)
  const output = { ...(effort !== 'auto' && effort !== 'none' && { effort }), ...(format && { format }) }
  return {
    ...{ model: writer.model, max_tokens: maxTokens, stream: true },
    ...(system !== undefined && system.trim() !== '' && { system }),
    messages: [
      { role: 'user', content: pictures.length === 0 ? prompt : [...pictures.map(pictureBlock), textBlock(prompt)] },
    ],
    ...(effort === 'none' && writer.thinkingOff && { thinking: { type: writer.thinkingOff } }),
    ...(Object.keys(output).length > 0 && { output_config: output }),
  }
}

const textBlock = (text: string): Anthropic.TextBlockParam => ({ type: 'text', text })
const pictureBlock = ({ bytes, mime }: Sendable): Anthropic.ImageBlockParam => ({
  type: 'image',
  source: { type: 'base64', media_type: MimeSchema.parse(mime), data: Buffer.from(bytes).toString('base64') },
})
const MimeSchema = z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

/** It takes a part of JSON Schema: the client closes objects, and makes words of the limits that it does not know. */
const formatOf = (params: z.output<ClaudeParams>): Anthropic.JSONOutputFormat | undefined => {
  const shape = shapeOf(params)
  if (!shape) return undefined
  try {
    return { type: 'json_schema', schema: transformJSONSchema(shape.schema) }
  } catch (thrown) {
    throw fail('bad-parameter', 'The JSON Schema has a part without a type.', {
      ...{ hint: 'Give every property a "type".', field: 'schema', cause: thrown },
    })
  }
}
