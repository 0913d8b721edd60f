import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
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
    const path = make('fade.mp4', '-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=24:duration=3', '-vf', 'fade=in:0:20', '-pix_fmt', 'yuv420p')
    const poster = sharp(await makePoster({ ffmpegPath, path, kind: 'video', signal }))
    expect(await poster.metadata()).toMatchObject({ format: 'webp', width: 640, height: 360 })
    expect((await poster.stats()).channels[0]?.mean).toBeGreaterThan(60)
  })

  it('shows a video of a single frame', async () => {
    const path = make('one.mp4', '-f', 'lavfi', '-i', 'testsrc2=size=100x50:rate=24', '-frames:v', '1', '-pix_fmt', 'yuv420p')
    expect(await sharp(await makePoster({ ffmpegPath, path, kind: 'video', signal })).metadata()).toMatchObject({ width: 100, height: 50 })
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
