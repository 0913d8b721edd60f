import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses'
import type { z } from 'zod'
import type { DirectedParams } from './directed-models.ts'
import { imageSize } from './image-size.ts'

interface Asked {
  readonly painter: string
  readonly params: z.output<DirectedParams>
  readonly prompt: string
  /** As data URIs. */
  readonly pictures: readonly string[]
}

/** Pure. It must draw, once; it goes on without us, and is kept, so that a restart finds it. */
export const directedRequest = ({ painter, params, prompt, pictures }: Asked): ResponseCreateParamsNonStreaming => {
  const { writer, instructions, effort, background, complexity, quality, format, compression, moderation } = params
  const { width, height } = imageSize(params)
  return {
    model: writer,
    ...(instructions.trim() !== '' && { instructions }),
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: prompt },
          ...pictures.map((url) => ({ type: 'input_image', image_url: url, detail: 'auto' }) as const),
        ],
      },
    ],
    ...(effort !== 'auto' && { reasoning: { effort } }),
    tools: [
      {
        ...{ type: 'image_generation', model: painter, action: pictures.length > 0 ? 'edit' : 'generate' },
        ...{ size: `${width}x${height}`, quality, background, output_format: format },
        ...(complexity !== 'auto' && { complexity }),
        ...(format !== 'png' && { output_compression: compression }),
        ...(pictures.length === 0 && { moderation }),
      },
    ],
    tool_choice: { type: 'image_generation' },
    ...{ max_tool_calls: 1, parallel_tool_calls: false, background: true, store: true },
  }
}
