import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AssetValue } from '@reelgraph/shared'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkFilm, type Expected } from '../../../../nodes/src/providers/local/ffmpeg/check.ts'
import { localFfmpeg } from '../../../../nodes/src/providers/local/ffmpeg/definition.ts'
import { executor } from '../../../../nodes/src/providers/local/ffmpeg/executor.ts'
import { watch, type Film } from './film-eyes.ts'
import { openTestContext, type TestContext } from './test-context.ts'

// Real encoders on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let test: TestContext
let folder = ''
beforeAll(async () => {
  test = await openTestContext()
  folder = mkdtempSync(join(tmpdir(), 'assembly-test-'))
})
afterAll(async () => {
  await test.close()
  rmSync(folder, { recursive: true, force: true })
})

let made = 0
const make = async (extension: string, ...args: readonly string[]): Promise<AssetValue> => {
  const path = join(folder, `${++made}.${extension}`)
  execFileSync(test.ffmpegPath, ['-v', 'error', '-y', ...args, path])
  return test.keep({ file: { path } })
}
/** A moving pattern in one colour. */
const picture = (colour: string, { size = '320x180', rate = '24', seconds = 2 } = {}): readonly string[] => [
  ...['-f', 'lavfi', '-i'],
  `color=c=${colour}:size=${size}:rate=${rate}:duration=${seconds}[back];color=c=white:size=20x20:rate=${rate}[dot];[back][dot]overlay=x='mod(n*4,W-20)':y=H/2-10:shortest=1`,
]
const clip = (colour: string, more: { size?: string; rate?: string; seconds?: number } = {}): Promise<AssetValue> =>
  make('mp4', ...picture(colour, more), '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast')
const tone = (hertz: number, seconds: number, gain = 0.1): Promise<AssetValue> =>
  make('wav', '-f', 'lavfi', '-i', `aevalsrc=${gain}*sin(2*PI*${hertz}*t):s=48000:d=${seconds}`)

interface Parts {
  readonly clips: readonly AssetValue[]
  readonly voice?: readonly AssetValue[]
  readonly effects?: readonly AssetValue[]
  readonly music?: AssetValue
  readonly params?: Record<string, unknown>
}
const assemble = async ({ clips, voice = [], effects = [], music, params = {} }: Parts) => {
  const task = {
    params: localFfmpeg.params.parse(params),
    inputs: { clips, voice, effects, music, words: [], clipWords: [] },
    take: 0,
  }
  const { video } = await executor.run(task, test.context)
  if ('map' in video || !('file' in video)) throw new Error('a film is one file')
  const facts = await test.context.media.probe(video.file)
  return { facts, path: video.file.path, film: (): Film => watch(test.ffmpegPath, video.file.path) }
}

describe('clips of every kind', () => {
  it('become one film, each as long as it is, in its order', async () => {
    const clips = await Promise.all([
      clip('red', { size: '321x241' }),
      clip('lime', { rate: '24000/1001' }),
      make(
        'mp4',
        ...picture('blue', { rate: '60' }),
        '-f',
        'lavfi',
        '-i',
        'sine=duration=2',
        '-ac',
        '1',
        '-pix_fmt',
        'yuv420p',
      ),
      clip('yellow', { size: '180x320', rate: '25' }),
      make(
        'mkv',
        ...picture('magenta', { rate: '30' }),
        '-vf',
        "select='not(mod(n,3))+lt(mod(n,20),7)'",
        '-vsync',
        'vfr',
        '-c:v',
        'libx265',
        '-x265-params',
        'log-level=none',
      ),
      make('webm', ...picture('cyan'), '-c:v', 'libvpx-vp9', '-deadline', 'realtime'),
      make('mov', ...picture('white'), '-c:v', 'prores'),
    ])
    const { facts, film } = await assemble({ clips, params: { fadeOut: 0, ratio: '16:9' } })
    expect(facts).toMatchObject({
      kind: 'video',
      mime: 'video/mp4',
      width: 1280,
      height: 720,
      fps: 24,
      hasAudio: true,
      streams: { video: 1, audio: 1 },
    })
    const { frames } = film()
    const planned = clips.reduce((sum, { seconds = 0 }) => sum + Math.round(seconds * 24), 0)
    expect(frames).toHaveLength(planned)
    expect(Math.abs((facts.seconds ?? 0) - planned / 24)).toBeLessThanOrEqual(1 / 24)

    const bright = (value: number): number => (value > 100 ? 1 : 0)
    let start = 0
    const colours = clips.map(({ seconds = 0 }) => {
      const middle = frames[start + Math.round(seconds * 12)]
      start += Math.round(seconds * 24)
      return middle && [bright(middle.red), bright(middle.green), bright(middle.blue)].join('')
    })
    expect(colours).toEqual(['100', '010', '001', '110', '101', '011', '111'])
  })

  it('take the shape of the first one, cropped or whole', async () => {
    const clips = [await clip('red', { size: '180x320' }), await clip('white', { size: '320x180' })]
    const cropped = await assemble({ clips, params: { fadeOut: 0 } })
    const whole = await assemble({ clips, params: { fadeOut: 0, fit: 'letterbox' } })
    for (const { facts } of [cropped, whole]) expect(facts).toMatchObject({ width: 720, height: 1280 })
    expect(cropped.film().frames.at(-4)?.brightness).toBeGreaterThan(240)
    expect(whole.film().frames.at(-4)?.brightness).toBeLessThan(110)
  })

  it.each([
    ['1:1', '720p', 25, 720, 720],
    ['9:16', '1080p', 30, 1080, 1920],
  ])('are brought to %s in %s at %d frames a second', async (ratio, resolution, fps, width, height) => {
    const { facts } = await assemble({ clips: [await clip('red', { seconds: 1 })], params: { ratio, resolution, fps } })
    expect(facts).toMatchObject({ width, height, fps, seconds: 1 })
  })

  it('are joined by the hundred, with their own sound', async () => {
    const source = await make(
      'mp4',
      ...picture('orange', { seconds: 0.25 }),
      '-f',
      'lavfi',
      '-i',
      'sine=duration=0.25',
      '-pix_fmt',
      'yuv420p',
    )
    const { facts, film } = await assemble({ clips: Array.from({ length: 110 }, () => source), params: { fadeOut: 0 } })
    expect(facts.seconds).toBeCloseTo(27.5, 1)
    const seen = film()
    expect(seen.frames).toHaveLength(110 * 6)
    expect(seen.longestSilence).toBeLessThan(0.2)
  })
})

describe('transitions', () => {
  it('crossfade: neighbours are on screen together, and the film is shorter by that', async () => {
    const clips = [await clip('red'), await clip('blue'), await clip('red')]
    const { film } = await assemble({ clips, params: { transition: 'crossfade', transitionSeconds: 1, fadeOut: 0 } })
    const { frames } = film()
    expect(frames).toHaveLength(3 * 48 - 2 * 24)
    expect(frames[12]?.blue).toBeLessThan(30)
    expect(frames[36]?.red).toBeGreaterThan(80)
    expect(frames[36]?.blue).toBeGreaterThan(80)
    expect(frames[48]?.red).toBeLessThan(60)
    const blues = frames.slice(24, 48).map((frame) => frame.blue)
    blues.slice(1).forEach((blue, index) => expect(blue).toBeGreaterThan((blues[index] ?? 0) - 2))
  })

  it('through black: black between the clips, and nowhere else', async () => {
    const clips = [await clip('white'), await clip('white')]
    const { film } = await assemble({ clips, params: { transition: 'fade_black', transitionSeconds: 0.5, fadeOut: 0 } })
    const { frames } = film()
    expect(frames).toHaveLength(96)
    expect(Math.min(...frames.slice(46, 50).map((frame) => frame.brightness))).toBeLessThan(60)
    for (const at of [0, 20, 40, 56, 80, 95]) expect(frames[at]?.brightness).toBeGreaterThan(230)
  })

  it('fade-out: picture and music end in black and silence', async () => {
    const { film } = await assemble({ clips: [await clip('white')], music: await tone(400, 5), params: { fadeOut: 1 } })
    const { frames, level } = film()
    expect(frames.at(-1)?.brightness).toBeLessThan(30)
    expect(frames[20]?.brightness).toBeGreaterThan(230)
    expect(level(1.95, 2)).toBeLessThan(level(0.5, 0.9) - 15)
  })
})

describe('voices', () => {
  it('are heard over their own clip and not over another', async () => {
    const clips = [await clip('red'), await clip('lime'), await clip('blue')]
    const voice = [await tone(500, 1), await tone(900, 1.2), await tone(1700, 1)]
    const { film } = await assemble({ clips, voice })
    const { level } = film()
    voice.forEach((_, index) => {
      const hertz = [500, 900, 1700][index] ?? 0
      expect(level(index * 2 + 0.1, index * 2 + 0.9, hertz)).toBeGreaterThan(-25)
      for (const other of [0, 1, 2])
        if (other !== index) expect(level(other * 2 + 0.1, other * 2 + 0.9, hertz)).toBeLessThan(-60)
    })
  })

  it('go where they are assigned', async () => {
    const clips = [await clip('red'), await clip('lime'), await clip('blue')]
    const { film } = await assemble({ clips, voice: [await tone(500, 1)], params: { assign: [3] } })
    expect(film().level(4.1, 4.9, 500)).toBeGreaterThan(-25)
    expect(film().level(0, 3.9)).toBeLessThan(-60)
  })

  it('slow their clip, which goes on moving, and are not cut', async () => {
    const clips = [await clip('red'), await clip('blue')]
    const { film, facts } = await assemble({
      clips,
      voice: [await tone(500, 2.9), await tone(900, 1)],
      params: { fadeOut: 0 },
    })
    expect(facts.seconds).toBeCloseTo(4.9, 1)
    const { frames, level } = film()
    expect(frames).toHaveLength(70 + 48)
    expect(frames[66]?.red).toBeGreaterThan(150)
    expect(frames[74]?.blue).toBeGreaterThan(150)
    expect(level(2.75, 2.88, 500)).toBeGreaterThan(-25)
  })

  it('are refused where slowing is not enough, in a sentence', async () => {
    const parts = { clips: [await clip('red')], voice: [await tone(500, 4)] }
    await expect(assemble(parts)).rejects.toMatchObject({
      code: 'plan-problem',
      body: { message: expect.stringMatching(/Clip 1 takes 2\.0 s/) },
    })
  })

  it('are of one loudness, however they were recorded', async () => {
    const clips = [await clip('red'), await clip('blue')]
    const { film } = await assemble({ clips, voice: [await tone(1000, 1.5, 0.02), await tone(1000, 1.5, 0.4)] })
    const { level } = film()
    expect(Math.abs(level(0.2, 1.2) - level(2.2, 3.2))).toBeLessThan(1)
  })
})

describe('music', () => {
  it('gives way to the voice, before it starts and until it ends', async () => {
    const clips = [await clip('red', { seconds: 4 }), await clip('blue', { seconds: 4 })]
    const parts = { clips, voice: [await tone(900, 2.5)], music: await tone(300, 10) }
    const { film } = await assemble({ ...parts, params: { assign: [2], ducking: 12, musicLevel: -6 } })
    const { level } = film()
    const alone = level(1, 3, 300)
    expect(level(4.1, 6.4, 300)).toBeCloseTo(alone - 12, 0)
    expect(level(3.9, 3.98, 300)).toBeLessThan(alone - 6)
    expect(level(4.1, 6.4, 900)).toBeGreaterThan(level(4.1, 6.4, 300) + 12)
  })

  it('is repeated when it is shorter than the film, without a hole', async () => {
    const clips = [await clip('red', { seconds: 4 }), await clip('blue', { seconds: 4 })]
    const { film } = await assemble({ clips, music: await tone(300, 1.5) })
    expect(film().longestSilence).toBeLessThan(0.2)
    expect(film().level(6, 6.9, 300)).toBeGreaterThan(-25)
  })
})

describe('the sound of a film', () => {
  it('is a silent stream when nothing sounds', async () => {
    const { facts, film } = await assemble({ clips: [await clip('red')] })
    expect(facts.streams).toEqual({ video: 1, audio: 1 })
    expect(film().soundSeconds).toBeCloseTo(2, 1)
    expect(film().level(0, 2)).toBeLessThan(-80)
  })

  it('may be silent when the voice it was given is', async () => {
    const silence = await make('wav', '-f', 'lavfi', '-i', 'anullsrc=d=1')
    expect((await assemble({ clips: [await clip('red')], voice: [silence] })).facts.hasAudio).toBe(true)
  })

  it('is heard in a film of a few frames', async () => {
    const { film } = await assemble({
      clips: [await clip('red', { seconds: 0.25 })],
      voice: [await tone(500, 0.2)],
      params: { fadeOut: 0 },
    })
    expect(film().frames).toHaveLength(6)
    expect(film().level(0.02, 0.18, 500)).toBeGreaterThan(-40)
  })

  it('is about -16 LUFS and never distorted', async () => {
    const clips = [await clip('red', { seconds: 4 }), await clip('blue', { seconds: 4 })]
    const crackle = await make(
      'wav',
      '-f',
      'lavfi',
      '-i',
      'aevalsrc=0.06*sin(2*PI*300*t)+0.4*lt(mod(t\\,0.5)\\,0.002):s=48000:d=3',
    )
    const { path } = await assemble({ clips, voice: [crackle, await tone(900, 3)], music: await tone(200, 9) })
    const { integrated, peak } = await test.context.media.loudness({ path })
    expect(integrated).toBeGreaterThan(-19)
    expect(integrated).toBeLessThan(-15)
    expect(peak).toBeLessThanOrEqual(-1)
  })

  it('has the clips’ own sound, in step with the picture, unless it is off', async () => {
    const loud = await make(
      'mp4',
      ...picture('blue'),
      '-f',
      'lavfi',
      '-i',
      "aevalsrc='0.2*sin(2*PI*700*t)*gt(t,1)':d=2",
      '-pix_fmt',
      'yuv420p',
    )
    const clips = [await clip('red'), loud]
    const heard = (await assemble({ clips })).film()
    expect(heard.level(3.1, 3.6, 700)).toBeGreaterThan(-30)
    expect(heard.level(2.1, 2.9)).toBeLessThan(-50)
    expect((await assemble({ clips, params: { clipAudio: -60 } })).film().level(0, 4)).toBeLessThan(-80)
  })

  it('starts effects with the clip of their position', async () => {
    const clips = [await clip('red'), await clip('blue')]
    const { film } = await assemble({ clips, effects: [await tone(400, 0.5), await tone(1300, 9)] })
    expect(film().level(0.1, 0.4, 400)).toBeGreaterThan(-30)
    expect(film().level(1, 1.9)).toBeLessThan(-60)
    expect(film().level(2.1, 2.9, 1300)).toBeGreaterThan(-30)
    expect(film().soundSeconds).toBeCloseTo(4, 1)
  })
})

describe('a film that is not as planned', () => {
  it('is never handed on', async () => {
    const { path } = await assemble({ clips: [await clip('red')], params: { fadeOut: 0 } })
    const timeline = { fps: 24, frames: 48, segments: [], voices: [], effects: [] }
    const size = { width: 1280, height: 720 }
    const check = (expected: Expected) => checkFilm({ path }, expected, test.context)
    await expect(check({ timeline, size, sounds: false })).resolves.toBeUndefined()
    const wrong: readonly (readonly [Expected, RegExp])[] = [
      [{ timeline: { ...timeline, frames: 51 }, size, sounds: false }, /lasts 2\.000 s instead of 2\.125 s/],
      [{ timeline: { ...timeline, fps: 25, frames: 50 }, size, sounds: false }, /runs at 24/],
      [{ timeline, size: { width: 720, height: 720 }, sounds: false }, /1280 × 720 instead of 720 × 720/],
      [{ timeline, size, sounds: true }, /silent/],
    ]
    for (const [expected, message] of wrong) {
      await expect(check(expected)).rejects.toMatchObject({
        code: 'bad-output',
        body: { message: expect.stringMatching(message) },
      })
    }
  })
})

describe('an assembly under way', () => {
  it('tells how far it is, up to the end', async () => {
    const before = test.progress.length
    await assemble({ clips: [await clip('red'), await clip('blue')], music: await tone(300, 3) })
    const told = test.progress.slice(before)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBeCloseTo(1, 5)
    expect(told.length).toBeGreaterThan(5)
  })

  it('stops at once when it is cancelled', async () => {
    const abort = new AbortController()
    const cancelled = await openTestContext(abort.signal)
    const path = join(folder, 'long.mp4')
    execFileSync(test.ffmpegPath, [
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=640x360:rate=24:duration=30',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      path,
    ])
    const clips = [await cancelled.keep({ file: { path } })]
    const reason = new Error('cancelled')
    let at = 0
    const context = {
      ...cancelled.context,
      progress: () => {
        at ||= performance.now()
        abort.abort(reason)
      },
    }
    const task = {
      params: localFfmpeg.params.parse({}),
      inputs: { clips, voice: [], effects: [], music: undefined, words: [], clipWords: [] },
      take: 0,
    }
    await expect(executor.run(task, context)).rejects.toBe(reason)
    expect(performance.now() - at).toBeLessThan(1000)
    await cancelled.close()
  })
})
