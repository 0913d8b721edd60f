import sharp from 'sharp'
import type { MadeFile } from './emulator-media.ts'

/** Of a picture: what every model of fal reads. */
const MOST_BYTES = 10_000_000

export interface GivenFile {
  readonly field: string
  readonly url: string
}

/** Every address in a request: of pictures, sounds and videos. */
export const filesIn = (input: Readonly<Record<string, unknown>>): readonly GivenFile[] =>
  Object.entries(input)
    .filter(([field]) => /_urls?$/.test(field))
    .flatMap(([field, value]) => [value].flat().flatMap((url) => (typeof url === 'string' ? [{ field, url }] : [])))

/** Why the runner cannot read a file: it is in nobody's storage, or is not what the model takes. */
export const unreadable = async (
  { field, url }: GivenFile,
  stored: ReadonlyMap<string, MadeFile>,
): Promise<{ readonly msg: string; readonly type: string } | undefined> => {
  const inline = /^data:([^;,]+);base64,(.*)$/s.exec(url)
  const kept = inline ? undefined : stored.get(url.split('/').at(-1) ?? '')
  const bytes = inline ? Buffer.from(inline[2] ?? '', 'base64') : kept?.bytes
  if (!bytes) return { msg: 'Failed to download the file.', type: 'file_download_error' }
  const mime = inline?.[1] ?? kept?.mime ?? ''
  if (field.startsWith('audio'))
    return mime.startsWith('audio/') && bytes.length > 100
      ? undefined
      : { msg: 'Unsupported audio format.', type: 'unsupported_file_type' }
  if (bytes.length > MOST_BYTES) return { msg: 'File size exceeds the maximum of 10 MB.', type: 'file_too_large' }
  const known = await sharp(bytes)
    .metadata()
    .catch(() => undefined)
  return known ? undefined : { msg: 'Failed to load the image.', type: 'image_load_error' }
}
