import type { AssetValue, Context } from '@reelgraph/shared'
import { dataUri, sendableImage } from '../../inputs/send-image.ts'
import { freeCall } from './client.ts'
import { freeFailure } from './errors.ts'

const TAKEN = { mimes: ['image/jpeg', 'image/png', 'image/webp'], bytes: 16_000_000, side: 8000 }
/** Up to here a picture goes inside the request (Runway takes 5 MB so); larger ones are uploaded first, for a day. */
const INLINE_BYTES = 1_000_000

/** An address under which Runway reads a local picture. Never one of this machine. */
export const pictureUri = async (ctx: Context, asset: AssetValue): Promise<string> => {
  const picture = await sendableImage(ctx, asset, TAKEN)
  if (picture.bytes.length <= INLINE_BYTES) return dataUri(picture)
  const call = freeCall(ctx)
  const name = `picture.${picture.mime.slice('image/'.length)}`
  try {
    const file = new File([new Uint8Array(picture.bytes)], name, { type: picture.mime })
    const { uri } = await call.client.uploads.createEphemeral({ file })
    return uri
  } catch (thrown) {
    throw freeFailure(thrown, { lost: call.lost(), now: ctx.clock.now() })
  }
}
