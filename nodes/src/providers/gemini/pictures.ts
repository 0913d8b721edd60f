import type { Part } from '@google/genai'
import type { AssetValue, Context } from '@reelgraph/shared'
import { sendableImage } from '../../inputs/send-image.ts'

/** A request of fourteen stays below 20 MB. */
const TAKEN = { mimes: ['image/jpeg', 'image/png', 'image/webp'], bytes: 1_000_000 }

/** As parts of a request, in their order. */
export const pictureParts = async (ctx: Context, pictures: readonly AssetValue[]): Promise<readonly Part[]> =>
  Promise.all(
    pictures.map(async (picture) => {
      const { bytes, mime } = await sendableImage(ctx, picture, TAKEN)
      return { inlineData: { mimeType: mime, data: Buffer.from(bytes).toString('base64') } }
    }),
  )
