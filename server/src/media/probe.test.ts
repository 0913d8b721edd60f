import { copyFileSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { MediaOptions } from './create-media.ts'
import { openWorkbench } from './testing/workbench.ts'

// Real encoders on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const { folder, given, make, open } = await openWorkbench()

describe('what a file is', () => {
  let clip = ''
  beforeAll(() => {
    const sources = ['-f', 'lavfi', '-i', 'testsrc2=size=322x180:rate=24000/1001', '-f', 'lavfi', '-i', 'sine']
    clip = make('clip.mp4', ...sources, '-t', '2', '-pix_fmt', 'yuv420p', '-movflags', '+faststart')
  })
  const probed = (path: string, more: Partial<MediaOptions> = {}) => open(more).media.probe({ path })

  it('tells size, length, rate and sound of a video', async () => {
    expect(await probed(clip)).toMatchObject({
      kind: 'video',
      mime: 'video/mp4',
      width: 322,
      height: 180,
      fps: 23.976,
      hasAudio: true,
      streams: { video: 1, audio: 1 },
    })
    expect((await probed(clip)).seconds).toBeCloseTo(2, 1)
  })

  it('looks at what is there now where another picture has taken the path of the first', async () => {
    const webp = (side: number) =>
      sharp({ create: { width: side, height: side, channels: 3, background: 'red' } })
        .webp()
        .toBuffer()
    for (const side of [64, 128, 32])
      expect(await probed(given('replaced.webp', await webp(side)))).toMatchObject({ width: side, height: side })
  })

  it('gives the size as it is shown when the phone was held upright', async () => {
    const bytes = readFileSync(clip)
    const matrix = bytes.indexOf('tkhd') + 4 + 40
    const quarterTurn = [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000]
    quarterTurn.forEach((value, at) => bytes.writeInt32BE(value, matrix + 4 * at))
    expect(await probed(given('turned.mp4', bytes))).toMatchObject({ width: 180, height: 322 })
  })

  it.each([
    ['webm', 'video', ['-c:v', 'libvpx', '-c:a', 'libvorbis']],
    ['mov', 'video', ['-c:v', 'prores', '-c:a', 'pcm_s16le']],
    ['mkv', 'video', ['-c:v', 'libx265', '-x265-params', 'log-level=none']],
    ['avi', 'video', ['-c:v', 'mpeg4', '-c:a', 'mp3']],
    ['mp3', 'audio', ['-vn']],
    ['wav', 'audio', ['-vn']],
    ['ogg', 'audio', ['-vn']],
    ['opus', 'audio', ['-vn']],
    ['flac', 'audio', ['-vn']],
    ['m4a', 'audio', ['-vn']],
  ])('reads %s as %s', async (extension, kind, options) => {
    const facts = await probed(make(`as.${extension}`, '-i', clip, ...options))
    expect(facts.kind).toBe(kind)
    expect(facts.mime).toMatch(new RegExp(`^${kind}/[\\w.-]+$`))
    expect(facts.hasAudio).toBe(true)
    expect(facts.seconds).toBeGreaterThan(1.9)
    expect(facts.seconds).toBeLessThan(2.2)
  })

  it('gives the size as it is shown where pixels are no squares, whoever reads it', async () => {
    const squeezed = ['-f', 'lavfi', '-i', 'testsrc2=size=720x576:rate=25:duration=0.4', '-vf', 'setsar=64/45']
    const shown = { kind: 'video', width: 1024, height: 576 }
    expect(await probed(make('squeezed.mp4', ...squeezed, '-pix_fmt', 'yuv420p'))).toMatchObject(shown)
    expect(await probed(make('squeezed.mpg', ...squeezed))).toMatchObject(shown)
  })

  it('reads what ffprobe is needed for only where there is one', async () => {
    const avi = make('other.avi', '-i', clip, '-c:v', 'mpeg4', '-an')
    await expect(probed(avi, { ffprobePath: undefined })).rejects.toMatchObject({ code: 'bad-media' })
  })

  it('tells the size of a picture after its orientation flag', async () => {
    const path = join(folder, 'upright.jpg')
    await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
      .withMetadata({ orientation: 6 })
      .toFile(path)
    expect(await probed(path)).toEqual({
      kind: 'image',
      mime: 'image/jpeg',
      width: 30,
      height: 40,
      streams: { video: 0, audio: 0 },
    })
  })

  const cutTo = (name: string, source: string, share: number): string => {
    const path = join(folder, name)
    copyFileSync(source, path)
    truncateSync(path, Math.floor(readFileSync(source).length * share))
    return path
  }

  it.each([
    ['an empty file', () => given('empty.mp4', ''), /empty \(0 bytes\)/],
    ['a web page', () => given('page.mp4', '<!DOCTYPE html><html><body>404</body></html>'), /web page/],
    ['text', () => given('text.mp3', 'Once upon a time — naïve text, in UTF-8.'), /is text/],
    ['SVG', () => given('drawing.png', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'), /SVG/],
    [
      'noise',
      () =>
        given(
          'noise.mp4',
          Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256),
        ),
      /no picture, video or sound/,
    ],
    ['a PDF', () => given('paper.pdf', '%PDF-1.7\n%\xE2\xE3\xCF\xD3\n'), /PDF/],
    ['an mp4 cut short', () => cutTo('cut.mp4', clip, 0.6), /incomplete/],
    ['an mp4 cut to its first bytes', () => cutTo('stub.mp4', clip, 0.01), /incomplete|damaged/],
    [
      'an mp4 whose index was at the missing end',
      () => cutTo('headless.mp4', make('slow.mp4', '-i', clip, '-c', 'copy'), 0.7),
      /incomplete|damaged/,
    ],
  ])('refuses %s and says what it is', async (_, path, message) => {
    const refusal = await probed(path()).catch((error: unknown) => error)
    expect(refusal).toMatchObject({
      code: 'bad-media',
      body: { message: expect.stringMatching(message), hint: expect.stringMatching(/.{10}/) },
    })
  })

  it.each(['jpg', 'png', 'webp', 'avif', 'tiff'])(
    'refuses a picture (%s) cut short, be it by little',
    async (extension) => {
      const path = join(folder, `whole.${extension}`)
      await sharp({
        create: {
          width: 400,
          height: 300,
          channels: 3,
          background: 'red',
          noise: { type: 'gaussian', mean: 128, sigma: 40 },
        },
      }).toFile(path)
      expect(await probed(path)).toMatchObject({ kind: 'image', width: 400, height: 300 })
      for (const share of [0.5, 0.97])
        await expect(probed(cutTo(`cut.${extension}`, path, share))).rejects.toMatchObject({ code: 'bad-media' })
    },
  )

  it('reads a very large picture without unpacking all of it at once', async () => {
    const path = join(folder, 'large.png')
    await sharp({ create: { width: 9000, height: 9000, channels: 3, background: 'teal' } })
      .png({ compressionLevel: 1 })
      .toFile(path)
    const before = process.memoryUsage().rss
    let most = before
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5)
    expect(await probed(path)).toMatchObject({ width: 9000, height: 9000 })
    clearInterval(watch)
    expect((most - before) / 1024 ** 2).toBeLessThan(120)
  })
})
