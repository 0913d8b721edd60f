import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

interface Photo {
  readonly width: number
  readonly height: number
}

/** A JPEG full of detail, such as a person might drop. */
export const photo = async ({ width, height }: Photo): Promise<Uint8Array<ArrayBuffer>> => {
  const source = `mandelbrot=size=${width}x${height}:start_scale=0.8`
  const options = [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    source,
    '-frames:v',
    '1',
    '-f',
    'image2pipe',
    '-c:v',
    'mjpeg',
    '-q:v',
    '3',
    '-',
  ]
  const { stdout } = await run('ffmpeg', options, { encoding: 'buffer', maxBuffer: 1 << 26 })
  return new Uint8Array(stdout)
}
