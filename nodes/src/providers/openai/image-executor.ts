import { toFile } from 'openai'
import type { AssetValue, Context, QuickExecutor } from '@reelgraph/shared'
import { z } from 'zod'
import { sendableImage } from '../../inputs/send-image.ts'
import { paidClient } from './client.ts'
import { failureOf, nothingInIt, unreadable } from './errors.ts'
import type { OpenAiImage } from './image-models.ts'
import type { ImageParams } from './image-params.ts'
import { imageSize } from './image-size.ts'
import { ImageUsageSchema, imageFacts } from './image-usage.ts'

/** The finest qualities take minutes. */
const PATIENCE_MS = 900_000
/** It reads up to 50 MB and makes less than half of these pixels: more would only be slow to send. */
const TAKEN = { mimes: ['image/png', 'image/jpeg', 'image/webp'], bytes: 12_000_000, side: 4096 }

const AnswerSchema = z.object({
  data: z.array(z.object({ b64_json: z.string().nullish() })).nullish(),
  usage: ImageUsageSchema.nullish(),
})

/** Pictures from words, and from other pictures. */
export const imageExecutor = ({ model }: OpenAiImage): QuickExecutor<OpenAiImage['definition']> => ({
  async run({ params, inputs: { prompt, startImage, references } }, ctx) {
    const pictures = [...(startImage ? [startImage] : []), ...references]
    const answer = AnswerSchema.safeParse(await ask(ctx, { model, prompt, params, pictures }))
    if (!answer.success) throw unreadable('its answer cannot be read')
    const { data, usage } = answer.data
    if (usage) ctx.report(imageFacts(usage))
    const picture = data?.[0]?.b64_json
    if (!picture) throw nothingInIt('there is no picture in its answer')
    return { image: { bytes: new Uint8Array(Buffer.from(picture, 'base64')) } }
  },
})

interface Asked {
  readonly model: string
  readonly prompt: string
  readonly params: z.output<ImageParams>
  readonly pictures: readonly AssetValue[]
}

const ask = async (ctx: Context, { model, prompt, params, pictures }: Asked): Promise<unknown> => {
  const client = paidClient(ctx, { patienceMs: PATIENCE_MS })
  const { width, height } = imageSize(params)
  const { background, complexity, quality, format, compression, moderation } = params
  const common = {
    ...{ model, prompt, n: 1, size: `${width}x${height}`, quality, background, output_format: format },
    ...(complexity !== 'auto' && { complexity }),
    ...(format !== 'png' && { output_compression: compression }),
  }
  const image = await Promise.all(
    pictures.map(async (asset, place) => {
      const { bytes, mime } = await sendableImage(ctx, asset, TAKEN)
      return toFile(bytes, `${place + 1}.${mime.split('/')[1] ?? 'png'}`, { type: mime })
    }),
  )
  try {
    if (image.length > 0) return await client.images.edit({ ...common, image })
    return await client.images.generate({ ...common, moderation })
  } catch (thrown) {
    throw failureOf(thrown, ctx)
  }
}
