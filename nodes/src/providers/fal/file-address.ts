import type { Context } from '@reelgraph/shared'
import { dataUri, type Sendable } from '../../inputs/send-image.ts'
import { freeCall } from './client.ts'

/** Up to here a file goes inside the request; larger ones are put into fal's storage first, for nothing. */
const INLINE_BYTES = 1_000_000

/** An address under which fal reads what is sent. Never one of this machine. */
export const fileAddress = async (ctx: Context, file: Sendable): Promise<string> => {
  if (file.bytes.length <= INLINE_BYTES) return dataUri(file)
  const { client } = freeCall(ctx)
  return client.storage.upload(new Blob([new Uint8Array(file.bytes)], { type: file.mime }), {
    lifecycle: { expiresIn: '1d' },
  })
}
