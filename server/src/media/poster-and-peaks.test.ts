import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { findFfmpeg } from './ffmpeg-binary.ts'
import { readPeaks } from './peaks.ts'
import { makePoster } from './poster.ts'

// Real encoders on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const ffmpegPath = await findFfmpeg()
const folder = mkdtempSync(join(tmpdir(), 'poster-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const signal = new AbortController().signal

const make = (name: string, ...args: string[]): string => {
  const path = join(folder, name)
  execFileSync(ffmpegPath ?? 'ffmpeg', ['-loglevel', 'error', '-y', ...args, path])
  return path
}

describe('a poster', () => {
  it('is a webp no wider than 640 and not the black of a fade-in', async () => {
    const path = make(
      'fade.mp4',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=1280x720:rate=24:duration=3',
      '-vf',
      'fade=in:0:20',
      '-pix_fmt',
      'yuv420p',
    )
    const poster = sharp(await makePoster({ ffmpegPath, path, kind: 'video', signal }))
    expect(await poster.metadata()).toMatchObject({ format: 'webp', width: 640, height: 360 })
    expect((await poster.stats()).channels[0]?.mean).toBeGreaterThan(60)
  })

  it('shows a video of a single frame', async () => {
    const path = make(
      'one.mp4',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=100x50:rate=24',
      '-frames:v',
      '1',
      '-pix_fmt',
      'yuv420p',
    )
    expect(await sharp(await makePoster({ ffmpegPath, path, kind: 'video', signal })).metadata()).toMatchObject({
      width: 100,
      height: 50,
    })
  })

  it('holds back no frame in its full size while it chooses one', async () => {
    const path = make(
      '4k.mp4',
      '-f',
      'lavfi',
      '-i',
      'color=teal:size=3840x2160:rate=24',
      '-frames:v',
      '42',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
    )
    // Forty frames of 12 MB do not fit beside what ffmpeg takes anyway.
    const small = join(folder, 'small-ffmpeg')
    writeFileSync(small, `#!/bin/sh\nulimit -v 750000\nexec '${ffmpegPath}' -filter_threads 1 -threads 1 "$@"\n`, {
      mode: 0o755,
    })
    const poster = sharp(await makePoster({ ffmpegPath: small, path, kind: 'video', signal }))
    expect(await poster.metadata()).toMatchObject({ width: 640, height: 360 })
  })

  it.each(['upright', 'lying'])('shows a strip that is far longer than wide, %s', async (way) => {
    const [width, height] = way === 'upright' ? [10, 20_000] : [20_000, 10]
    const path = join(folder, `${way}.png`)
    await sharp({ create: { width, height, channels: 3, background: 'teal' } }).toFile(path)
    const { width: across, height: down } = await sharp(
      await makePoster({ ffmpegPath: undefined, path, kind: 'image', signal }),
    ).metadata()
    expect([across <= 640, down <= 1280, across > 0, down > 0]).toEqual([true, true, true, true])
  })

  it('needs no ffmpeg for a picture', async () => {
    const path = join(folder, 'wide.png')
    await sharp({ create: { width: 1600, height: 400, channels: 3, background: 'teal' } }).toFile(path)
    const poster = await makePoster({ ffmpegPath: undefined, path, kind: 'image', signal })
    expect(await sharp(poster).metadata()).toMatchObject({ format: 'webp', width: 640, height: 160 })
  })
})

describe('peaks', () => {
  it('follow the level of the sound', async () => {
    const path = make('steps.wav', '-f', 'lavfi', '-i', 'sine=duration=4', '-af', "volume='if(lt(t,2),0,4)':eval=frame")
    const peaks = await readPeaks({ ffmpegPath, path, buckets: 400 })
    expect(peaks).toHaveLength(400)
    expect(Math.max(...peaks.slice(0, 190))).toBeLessThan(0.02)
    expect(Math.min(...peaks.slice(210))).toBeGreaterThan(0.4)
    expect(Math.max(...peaks)).toBeLessThanOrEqual(1)
  })

  it('are as many as asked for, however short the sound', async () => {
    const path = make('click.wav', '-f', 'lavfi', '-i', 'sine=duration=0.05')
    expect(await readPeaks({ ffmpegPath, path, buckets: 300 })).toHaveLength(300)
  })
})
