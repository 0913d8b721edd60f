import type { AssetValue, Context } from '@reelgraph/shared'
import { sendableImage } from '../../inputs/send-image.ts'
import { fileAddress } from './file-address.ts'

/** What every model of fal reads, whatever else some of them take. */
const TAKEN = { mimes: ['image/jpeg', 'image/png', 'image/webp'], bytes: 10_000_000, side: 4096 }

/** An address under which fal reads a local picture. */
export const pictureAddress = async (ctx: Context, asset: AssetValue): Promise<string> =>
  fileAddress(ctx, await sendableImage(ctx, asset, TAKEN))
