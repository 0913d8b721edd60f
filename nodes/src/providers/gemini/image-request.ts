import { Modality, type GenerateContentParameters, type Part } from '@google/genai'
import { z } from 'zod'
import { ONE_REQUEST } from './client.ts'
import { IMAGE_SIZES, type ImageWish } from './image-size.ts'
import { LEVELS } from './thinking-level.ts'

/** What only some rows take. */
const SettingsSchema = z.looseObject({ effort: z.enum(['auto', 'minimal', 'low', 'medium', 'high']).default('auto') })

interface Asked {
  readonly model: string
  readonly params: ImageWish
  readonly prompt: string
  readonly pictures: readonly Part[]
}

/** Pure: what is hashed is what is sent. */
export const imageRequest = ({ model, params, prompt, pictures }: Asked): GenerateContentParameters => {
  const { effort } = SettingsSchema.parse(params)
  return {
    model,
    contents: [{ role: 'user', parts: [...pictures, { text: prompt }] }],
    config: {
      ...{ ...ONE_REQUEST, responseModalities: [Modality.IMAGE] },
      imageConfig: {
        ...(params.ratio !== 'auto' && { aspectRatio: params.ratio }),
        imageSize: IMAGE_SIZES[params.resolution],
      },
      ...(effort !== 'auto' && { thinkingConfig: { thinkingLevel: LEVELS[effort] } }),
    },
  }
}
