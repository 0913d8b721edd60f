import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { AssetValue } from '@reelgraph/shared'
import { executors } from '@reelgraph/nodes/executors'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from './test-context.ts'

const { executor: storyboard } = await executors['draft/storyboard']()
const { executor: camera } = await executors['draft/camera']()
if (!('run' in storyboard) || !('run' in camera)) throw new Error('draft models are done when their promise settles')
type CameraParams = Parameters<typeof camera.run>[0]['params']

const STORYBOARD = { style: 'cinematic', ratio: '16:9', resolution: '720p', slug: true } as const
const CAMERA: CameraParams = {
  move: 'push_in',
  seconds: 2,
  strength: 0.5,
  ratio: '16:9',
  resolution: '720p',
  fps: 24,
  fit: 'smart',
}

let test: TestContext
beforeAll(async () => {
  test = await openTestContext()
})
afterAll(() => test.close())

/** A dark picture with two soft lights, left and right of its middle: what a camera does shows in where they go. */
const lights = async ({ width = 1920, height = 1080, warm = false } = {}): Promise<AssetValue> => {
  const spot = (x: number, hue: string) =>
    `<radialGradient id="g${x}" cx="${x}%" cy="50%" r="5%"><stop offset="0" stop-color="${hue}"/>` +
    `<stop offset="1" stop-color="${hue}" stop-opacity="0"/></radialGradient>`
  const hue = warm ? '#ff8000' : '#ffffff'
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${spot(40, hue)}${spot(60, hue)}</defs>` +
    `<rect width="100%" height="100%" fill="#101010"/><rect width="100%" height="100%" fill="url(#g40)"/>` +
    `<rect width="100%" height="100%" fill="url(#g60)"/></svg>`
  return test.keep({ bytes: await sharp(Buffer.from(svg)).png().toBuffer() })
}

const film = async (params: Partial<CameraParams>, startImage: AssetValue, endImage?: AssetValue) => {
  const outputs = await camera.run(
    { params: { ...CAMERA, ...params }, inputs: { startImage, endImage }, take: 0 },
    test.context,
  )
  if (!('file' in outputs.video)) throw new Error('the camera gives a file')
  return { file: outputs.video.file, asset: await test.keep(outputs.video) }
}

const WIDE = 640
const HIGH = 360
const decode = (path: string): Uint8Array[] => {
  const raw = execFileSync(
    test.ffmpegPath,
    ['-loglevel', 'error', '-i', path, '-vf', `scale=${WIDE}:${HIGH}:flags=area,format=gray`, '-f', 'rawvideo', '-'],
    { maxBuffer: 1 << 30 },
  )
  return Array.from({ length: raw.length / (WIDE * HIGH) }, (_, frame) =>
    raw.subarray(frame * WIDE * HIGH, (frame + 1) * WIDE * HIGH),
  )
}

/** Where the lights are: the middle of both, and the distance between left and right, in pixels of the decoded frame. */
const follow = (frame: Uint8Array) => {
  let mass = 0
  let sumX = 0
  let sumY = 0
  let spread = 0
  frame.forEach((value, at) => {
    const light = Math.max(0, value - 40)
    mass += light
    sumX += light * (at % WIDE)
    sumY += light * Math.floor(at / WIDE)
  })
  const x = sumX / mass
  const y = sumY / mass
  frame.forEach((value, at) => {
    spread += (Math.max(0, value - 40) / mass) * Math.abs((at % WIDE) - x)
  })
  return { x, y, spread }
}

/** Always the same way, in every frame, and with a speed that changes gently: no step more than a third off its neighbours. */
const expectSmooth = (path: readonly number[]) => {
  const steps = path.slice(1).map((value, index) => value - (path[index] ?? 0))
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length
  for (const step of steps) expect(step / mean).toBeGreaterThan(0.05)
  steps
    .slice(1)
    .forEach((step, index) => expect(Math.abs(step - (steps[index] ?? 0))).toBeLessThan(Math.abs(mean) * 0.34 + 0.02))
}

describe('draft/storyboard', () => {
  const draw = async (prompt: string, take = 0) => {
    const { image } = await storyboard.run({ params: { ...STORYBOARD }, inputs: { prompt }, take }, test.context)
    if (!('bytes' in image)) throw new Error('the storyboard gives bytes')
    return test.keep(image)
  }

  it('draws an image of the asked size, in a worker, the same bytes every time', async () => {
    const [one, two] = await Promise.all([draw('A forge at dawn, sparks'), draw('A forge at dawn, sparks')])
    expect(one).toMatchObject({ kind: 'image', width: 1280, height: 720 })
    expect(two.asset).toBe(one.asset)
  })

  it('gives another picture for another take and for another prompt', async () => {
    const drawn = await Promise.all([draw('A forge at dawn'), draw('A forge at dawn', 1), draw('A ship at night')])
    expect(new Set(drawn.map(({ asset }) => asset)).size).toBe(3)
  })
})

describe('draft/camera', () => {
  it('makes exactly the frames of its length, as H.264 that a browser plays, without sound', async () => {
    const image = await lights()
    for (const [seconds, fps] of [
      [2, 24],
      [2.5, 25],
      [2.35, 30],
    ] as const) {
      const { file, asset } = await film({ seconds, fps, ratio: '1:1' }, image)
      const facts = await test.context.media.probe(file)
      expect(facts).toMatchObject({ kind: 'video', width: 720, height: 720, fps, hasAudio: false })
      expect(facts.streams).toEqual({ video: 1, audio: 0 })
      expect(decode(test.path(asset))).toHaveLength(Math.round(seconds * fps))
      const listed = spawnSync(test.ffmpegPath, ['-hide_banner', '-i', file.path], { encoding: 'utf8' }).stderr
      expect(listed).toMatch(/Video: h264 .*yuv420p\(tv, bt709/)
      const bytes = readFileSync(file.path)
      expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
    }
  })

  it.each([
    ['pan_left', 'x', 1],
    ['pan_right', 'x', -1],
    ['dolly_left', 'x', 1],
    ['dolly_right', 'x', -1],
    ['tilt_up', 'y', 1],
    ['tilt_down', 'y', -1],
    ['crane_up', 'y', 1],
    ['crane_down', 'y', -1],
    ['push_in', 'spread', 1],
    ['pull_out', 'spread', -1],
  ] as const)('%s moves what is seen evenly, in every frame, without trembling', async (move, along, direction) => {
    const { file } = await film({ move }, await lights())
    const path = decode(file.path).map((frame) => follow(frame)[along] * direction)
    expect((path.at(-1) ?? 0) - (path[0] ?? 0)).toBeGreaterThan(along === 'spread' ? 8 : 30)
    expectSmooth(path)
  })

  it('stands still when static', async () => {
    const { file } = await film({ move: 'static' }, await lights())
    const path = decode(file.path).map((frame) => follow(frame).x)
    expect(Math.max(...path) - Math.min(...path)).toBeLessThan(0.1)
  })

  it('starts on the start image and ends on the end image, and passes through both', async () => {
    const { file } = await film({ move: 'static' }, await lights(), await lights({ warm: true }))
    const bright = decode(file.path).map((frame) => frame.reduce((most, value) => Math.max(most, value), 0))
    expect(bright[0]).toBeGreaterThan(230)
    expect(bright.at(-1)).toBeLessThan(175)
    const falls = bright.slice(1).map((value, index) => (bright[index] ?? 0) - value)
    expect(Math.max(...falls)).toBeLessThan(14)
    expect(Math.min(...falls)).toBeGreaterThanOrEqual(-2)
  })

  it('takes a picture smaller than the frame and of another shape', async () => {
    const { asset } = await film({ ratio: '9:16', fit: 'letterbox' }, await lights({ width: 301, height: 200 }))
    expect(asset).toMatchObject({ width: 720, height: 1280 })
  })

  it('reports how far it is', async () => {
    await film({}, await lights())
    expect(test.progress.at(-1)).toBe(1)
  })

  it('stops at once when the run is cancelled while it films', async () => {
    const stop = new AbortController()
    const stopped = await openTestContext(stop.signal)
    const image = await stopped.keep({
      bytes: await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#345' } })
        .png()
        .toBuffer(),
    })
    const filming = camera.run(
      { params: { ...CAMERA, seconds: 10 }, inputs: { startImage: image, endImage: undefined }, take: 0 },
      // the first progress is ffmpeg's, so it is at work by then
      { ...stopped.context, progress: () => stop.abort(new Error('cancelled by the person')) },
    )
    await expect(filming).rejects.toThrow('cancelled by the person')
    await stopped.close()
  })
})
