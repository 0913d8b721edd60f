import type { AssetValue, Context } from '@reelgraph/shared'
import { dataUri, sendableImage } from '../../inputs/send-image.ts'
import { freeCall } from './client.ts'

/** What every model of fal reads, whatever else some of them take. */
const TAKEN = { mimes: ['image/jpeg', 'image/png', 'image/webp'], bytes: 10_000_000, side: 4096 }
/** Up to here a picture goes inside the request; larger ones are put into fal's storage first, for nothing. */
const INLINE_BYTES = 1_000_000

/** An address under which fal reads a local picture. Never one of this machine. */
export const pictureAddress = async (ctx: Context, asset: AssetValue): Promise<string> => {
  const picture = await sendableImage(ctx, asset, TAKEN)
  if (picture.bytes.length <= INLINE_BYTES) return dataUri(picture)
  const { client } = freeCall(ctx)
  return client.storage.upload(new Blob([new Uint8Array(picture.bytes)], { type: picture.mime }), {
    lifecycle: { expiresIn: '1d' },
  })
}
