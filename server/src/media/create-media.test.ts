import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  copyFileSync,
  existsSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AssetIdSchema, type AssetValue, type FfmpegJob } from '@reelgraph/shared'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createMedia, type MediaOptions } from './create-media.ts'
import { findFfmpeg, findFfprobe } from './ffmpeg-binary.ts'

// Real encoders on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const ffmpegPath = await findFfmpeg()
const ffprobePath = await findFfprobe(ffmpegPath)
const folder = mkdtempSync(join(tmpdir(), 'media-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const make = (name: string, ...args: string[]): string => {
  const path = join(folder, name)
  execFileSync(ffmpegPath ?? 'ffmpeg', ['-loglevel', 'error', '-y', ...args, path])
  return path
}
const given = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

let scratchRoots = 0
const open = (more: Partial<MediaOptions> = {}) => {
  const scratchRoot = join(folder, `scratch-${++scratchRoots}`)
  const media = createMedia({
    ffmpegPath,
    ffprobePath,
    scratchRoot,
    assetPath: (id) => join(folder, id),
    signal: new AbortController().signal,
    log: { info: () => {}, warn: () => {} },
    ...more,
  })
  return {
    media,
    scratchRoot,
    left: () => (existsSync(scratchRoot) ? readdirSync(scratchRoot, { recursive: true }) : []),
  }
}

const tone = (seconds: number): FfmpegJob => ({
  inputs: [{ lavfi: `sine=frequency=440:duration=${seconds}` }],
  options: ['-c:a', 'pcm_s16le'],
  extension: 'wav',
  seconds,
})
const endless: FfmpegJob = {
  inputs: [{ lavfi: 'testsrc2=size=1280x720:rate=30' }],
  options: ['-t', '600', '-c:v', 'libx264'],
  extension: 'mp4',
  seconds: 600,
}

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

describe('an ffmpeg job', () => {
  it('makes a file, tells its progress and leaves nothing after dispose', async () => {
    const { media, left } = open()
    const progress: number[] = []
    const file = await media.ffmpeg({ ...tone(2), onProgress: (fraction) => progress.push(fraction) })
    expect((await media.probe(file)).seconds).toBeCloseTo(2, 2)
    expect(progress.at(-1)).toBe(1)
    expect(progress.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true)
    await media.dispose()
    expect(left()).toEqual([])
  })

  it('keeps the files of jobs that run at once apart', async () => {
    const { media } = open()
    const files = await Promise.all([1, 2, 3, 4].map((seconds) => media.ffmpeg(tone(seconds))))
    const facts = await Promise.all(files.map((file) => media.probe(file)))
    expect(facts.map((fact) => Math.round(fact.seconds ?? 0))).toEqual([1, 2, 3, 4])
    const texts = await Promise.all(['a', 'b', 'c'].map((text) => media.textFile(text)))
    expect(texts.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(['a', 'b', 'c'])
  })

  it('counts progress against the known length', async () => {
    const progress: number[] = []
    await open().media.ffmpeg({
      ...endless,
      options: ['-t', '12', '-c:v', 'libx264', '-preset', 'ultrafast'],
      seconds: 12,
      onProgress: (fraction) => progress.push(fraction),
    })
    expect(progress.some((fraction) => fraction > 0.05 && fraction < 0.95)).toBe(true)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  })

  it('takes a filter graph and its text from files', async () => {
    const { media } = open()
    const text = await media.textFile("It's 100% %{n}: a\\b")
    const file = await media.ffmpeg({
      inputs: [{ lavfi: 'color=c=black:size=320x180:rate=24:duration=1' }],
      filter: `[0:v]drawtext=textfile='${text.path}':expansion=none:fontcolor=white:fontsize=40[v]`,
      options: ['-map', '[v]', '-c:v', 'libx264'],
      extension: 'mp4',
      seconds: 1,
    })
    expect(await media.probe(file)).toMatchObject({ width: 320, height: 180, hasAudio: false })
  })

  it('pulls raw frames only as fast as they are taken', async () => {
    const { media } = open()
    let pulled = 0
    const frames = (async function* () {
      for (; pulled < 48; pulled++) yield new Uint8Array(64 * 36 * 4).fill(pulled * 5)
    })()
    const options = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', '64x36', '-r', '24']
    const file = await media.ffmpeg({
      inputs: [{ frames, options }],
      options: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'],
      extension: 'mp4',
      seconds: 2,
    })
    expect(pulled).toBe(48)
    expect((await media.probe(file)).seconds).toBeCloseTo(2, 2)
  })

  it('fails with the error of the frames when drawing them fails, and stops drawing', async () => {
    const { media } = open()
    const frames = (async function* () {
      yield new Uint8Array(64 * 36 * 4)
      throw new Error('the painter fell')
    })()
    const options = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', '64x36', '-r', '24']
    const job: FfmpegJob = { inputs: [{ frames, options }], options: ['-c:v', 'libx264'], extension: 'mp4', seconds: 2 }
    await expect(media.ffmpeg(job)).rejects.toThrow('the painter fell')
  })

  it('ends the drawing when ffmpeg fails', async () => {
    let closed = false
    const frames = (async function* () {
      try {
        for (;;) yield new Uint8Array(64 * 36 * 4)
      } finally {
        closed = true
      }
    })()
    const options = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', '64x36', '-r', '24']
    const job: FfmpegJob = {
      inputs: [{ frames, options }],
      options: ['-c:v', 'nonexistent'],
      extension: 'mp4',
      seconds: 2,
    }
    await expect(open().media.ffmpeg(job)).rejects.toMatchObject({ code: 'ffmpeg-failed' })
    await expect.poll(() => closed).toBe(true)
  })

  it('is killed at once by abort and leaves no partial file', async () => {
    const abort = new AbortController()
    const { media, left } = open({ signal: abort.signal })
    const reason = new Error('cancelled by the person')
    const started = performance.now()
    let abortedAt = 0
    const job = media.ffmpeg({
      ...endless,
      onProgress: () => {
        abortedAt ||= performance.now()
        abort.abort(reason)
      },
    })
    await expect(job).rejects.toBe(reason)
    expect(performance.now() - abortedAt).toBeLessThan(1000)
    expect(abortedAt).toBeGreaterThan(started)
    expect(left().filter((name) => String(name).endsWith('.mp4'))).toEqual([])
  })

  it('does not unpack frames beyond any screen', async () => {
    const { media } = open()
    const bomb = {
      path: make(
        'bomb.mkv',
        '-f',
        'lavfi',
        '-i',
        'color=size=12000x8000:rate=1:duration=1',
        '-c:v',
        'ffv1',
        '-pix_fmt',
        'gray',
      ),
    }
    const job: FfmpegJob = {
      inputs: [{ file: bomb }],
      options: ['-vf', 'scale=320:-2', '-c:v', 'libx264'],
      extension: 'mp4',
      seconds: 1,
    }
    await expect(media.ffmpeg(job)).rejects.toMatchObject({ code: 'ffmpeg-failed' })
  })

  it('does not start after abort', async () => {
    const { media } = open({ signal: AbortSignal.abort(new Error('too late')) })
    await expect(media.ffmpeg(tone(1))).rejects.toThrow('too late')
  })

  it('says why it failed without telling where files lie', async () => {
    const { media, left } = open()
    const broken = { path: given('broken.mp4', 'not a video at all') }
    const error = await media
      .ffmpeg({ inputs: [{ file: broken }], options: [], extension: 'mp4', seconds: 1 })
      .catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'ffmpeg-failed', body: { detail: expect.stringContaining('Invalid data') } })
    expect(JSON.stringify((error as { body: unknown }).body)).not.toContain(folder)
    expect(left().filter((name) => String(name).endsWith('.mp4'))).toEqual([])
  })

  it('opens no network address, whatever an input says', async () => {
    let knocks = 0
    const server = createServer(() => void (knocks += 1)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const list = given('list.txt', `ffconcat version 1.0\nfile 'http://127.0.0.1:${port}/x.mp4'\n`)
    const inputs = [
      { file: { path: `http://127.0.0.1:${port}/x.mp4` } },
      { file: { path: list }, options: ['-f', 'concat', '-safe', '0'] },
    ]
    for (const input of inputs) {
      const job: FfmpegJob = { inputs: [input], options: [], extension: 'mp4', seconds: 1 }
      await expect(open().media.ffmpeg(job)).rejects.toMatchObject({ code: 'ffmpeg-failed' })
    }
    server.close()
    expect(knocks).toBe(0)
  })

  it('names the command that installs ffmpeg where there is none', async () => {
    for (const missing of [undefined, join(folder, 'no-such-ffmpeg')]) {
      const error = await open({ ffmpegPath: missing })
        .media.ffmpeg(tone(1))
        .catch((cause: unknown) => cause)
      expect(error).toMatchObject({
        code: 'ffmpeg-missing',
        body: { hint: expect.stringMatching(/install|pacman|apk/) },
      })
    }
  })
})

describe('loudness', () => {
  it('measures a tone of known level', async () => {
    const { media } = open()
    const sine = make('sine.wav', '-f', 'lavfi', '-i', 'aevalsrc=0.1*sin(2*PI*1000*t)|0.1*sin(2*PI*1000*t):duration=3')
    const { integrated, peak } = await media.loudness({ path: sine })
    // By definition of LUFS: 1 kHz in both channels at a peak of -20 dBFS is -20 LUFS.
    expect(integrated).toBeCloseTo(-20, 0)
    expect(peak).toBeCloseTo(-20, 0)
  })

  it('gives the floor for a video without sound', async () => {
    const mute: AssetValue = {
      asset: AssetIdSchema.parse('b'.repeat(64)),
      kind: 'video',
      mime: 'video/mp4',
      bytes: 1,
      seconds: 1,
      hasAudio: false,
    }
    expect((await open().media.loudness(mute)).integrated).toBe(-70)
  })

  it('gives the floor for silence', async () => {
    const silence = make('silence.wav', '-f', 'lavfi', '-i', 'anullsrc=duration=2')
    const { integrated, peak } = await open().media.loudness({ path: silence })
    expect(integrated).toBeLessThanOrEqual(-70)
    expect(peak).toBeLessThan(-90)
  })
})

describe('an image brought to another ratio', () => {
  const asset = async (id: string): Promise<AssetValue> => {
    const white = await sharp({ create: { width: 30, height: 30, channels: 3, background: '#ffd9c0' } })
      .png()
      .toBuffer()
    const wide = sharp({ create: { width: 400, height: 100, channels: 3, background: '#203040' } })
    await wide
      .composite([{ input: white, left: 340, top: 35 }])
      .png()
      .toFile(join(folder, id))
    return { asset: AssetIdSchema.parse(id), kind: 'image', mime: 'image/png', bytes: 1 }
  }
  const brightest = (pixels: Uint8Array): number =>
    pixels.reduce((most, value, at) => (at % 4 === 0 ? Math.max(most, value) : most), 0)

  it('keeps what draws the eye, or the middle, or everything', async () => {
    const { media } = open()
    const image = await asset('a'.repeat(64))
    const to = { width: 50, height: 50 }
    const [smart, centre, letterbox] = await Promise.all([
      media.fit(image, { ...to, fit: 'smart' }),
      media.fit(image, { ...to, fit: 'centre' }),
      media.fit(image, { ...to, fit: 'letterbox' }),
    ])
    for (const fitted of [smart, centre, letterbox])
      expect(fitted).toMatchObject({ width: 50, height: 50, pixels: { length: 50 * 50 * 4 } })
    expect(brightest(smart.pixels)).toBeGreaterThan(200)
    expect(brightest(centre.pixels)).toBeLessThan(100)
    expect([...letterbox.pixels.subarray(0, 4)]).toEqual([0, 0, 0, 255])
    expect(brightest(letterbox.pixels)).toBeGreaterThan(150)
  })
})
