import type { MediaFacts } from '@reelgraph/shared'
import { badMedia } from './identify.ts'
import { sharp } from './sharp.ts'

/** About 16,000 × 16,000: beyond it a small file that unpacks to gigabytes is likelier than a picture. */
export const MAX_PIXELS = 268_402_689

/** Size as it is shown: the camera's orientation flag is applied. */
export const probeImage = async (path: string, mime: string): Promise<MediaFacts> => {
  const { width, height, autoOrient } = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw badMedia(
        'This picture is damaged: it cannot be opened.',
        `Save it again as JPEG or PNG. (${String(cause).split('\n')[0]})`,
      )
    })
  if (width * height > MAX_PIXELS) {
    throw badMedia(
      `This picture is too large: ${width} × ${height} pixels.`,
      'Make it smaller than 16,000 × 16,000 pixels.',
    )
  }
  // Headers survive when the rest is cut off, so the pixels are read once: shrunk as they come, or a large picture takes a gigabyte.
  await sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' })
    .resize({ width: 16, height: 16, fit: 'fill', fastShrinkOnLoad: false })
    .raw()
    .toBuffer()
    .catch(() => {
      throw badMedia('This picture is incomplete or damaged.', 'Get the file again, or save it anew as JPEG or PNG.')
    })
  return { kind: 'image', mime, width: autoOrient.width, height: autoOrient.height, streams: { video: 0, audio: 0 } }
}
