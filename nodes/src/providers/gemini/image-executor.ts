import type { QuickExecutor } from '@reelgraph/shared'
import { providerFailure } from '../../failures/provider-error.ts'
import { paidClient } from './client.ts'
import { failureOf } from './errors.ts'
import { ImageAnswerSchema, pictureIn, usageOf } from './image-answer.ts'
import type { GeminiImage } from './image-models.ts'
import { imageCost } from './image-price.ts'
import { imageRequest } from './image-request.ts'
import { pictureParts } from './pictures.ts'
import prices from './prices.json' with { type: 'json' }
import { gemini } from './provider.ts'

/** Every Gemini that draws, by its row. */
export const imageExecutor = ({ model, rates }: GeminiImage): QuickExecutor<GeminiImage['definition']> => ({
  async run({ params, inputs: { prompt, startImage, references } }, ctx) {
    const pictures = await pictureParts(ctx, [...(startImage ? [startImage] : []), ...references])
    const request = imageRequest({ model, params, prompt, pictures })
    let came: unknown
    try {
      came = await paidClient(ctx).models.generateContent(request)
    } catch (thrown) {
      throw failureOf(thrown, ctx)
    }
    const answer = ImageAnswerSchema.safeParse(came)
    if (!answer.success)
      throw providerFailure(gemini, {
        ...{ code: 'unknown-outcome', said: 'its answer cannot be read', charged: 'unknown', cause: answer.error },
      })
    const requestId = answer.data.responseId ?? undefined
    const usage = usageOf(answer.data)
    ctx.report({
      ...(requestId !== undefined && { requestId }),
      ...(usage && {
        cost: imageCost(usage, prices.rates, rates),
        units: { 'prompt tokens': usage.prompt, 'image tokens': usage.image, 'thinking tokens': usage.text },
      }),
    })
    const picture = pictureIn(answer.data)
    if (typeof picture !== 'string') throw providerFailure(gemini, { ...picture, requestId, charged: true })
    return { image: { bytes: new Uint8Array(Buffer.from(picture, 'base64')) } }
  },
})
