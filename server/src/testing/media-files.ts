import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { temporaryFolder } from './temporary-folder.ts'

/** A one-coloured picture. */
export const png = (colour: string, size = 16): Promise<Buffer> =>
  sharp({ create: { width: size, height: size, channels: 3, background: colour } })
    .png()
    .toBuffer()

/** Half a second of moving picture with a tone. */
export const mp4 = (): Buffer => {
  const path = join(temporaryFolder(), 'clip.mp4')
  const inputs = ['-f', 'lavfi', '-i', 'testsrc2=s=64x36:r=24:d=0.5', '-f', 'lavfi', '-i', 'sine=f=440:d=0.5']
  execFileSync('ffmpeg', [
    '-v',
    'error',
    ...inputs,
    '-c:v',
    'libx264',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    '-movflags',
    '+faststart',
    path,
  ])
  return readFileSync(path)
}

/** In pieces, as a network gives it. */
export async function* pieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
