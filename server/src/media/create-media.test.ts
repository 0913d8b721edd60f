import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { FfmpegJob } from '@reelgraph/shared'
import { describe, expect, it, vi } from 'vitest'
import { openWorkbench } from './testing/workbench.ts'

// Real encoders on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const { folder, given, make, open } = await openWorkbench()

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
