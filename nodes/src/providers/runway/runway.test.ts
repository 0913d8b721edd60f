import type { AssetValue, Context } from '@reelgraph/shared'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startEmulator, type Call, type Emulator, type Failure } from '../../testing/emulator-kit.ts'
import { openCall } from './client.ts'
import { drawRunway, RUNWAY_KEY } from './emulator.ts'
import { runwayExecutor } from './executor.ts'
import { gen45, gen4Turbo } from './gen4-models.ts'
import { pictureUri } from './picture-uri.ts'
import { veo31 } from './veo-models.ts'

const open = async (): Promise<Emulator> => {
  const emulator = await startEmulator(drawRunway)
  onTestFinished(async () => emulator.close())
  return emulator
}

const NOTHING = new Uint8Array()

const contextOf = (emulator: Emulator, bytes: Uint8Array = NOTHING): Context =>
  ({
    assets: { bytes: async () => bytes },
    http: { free: fetch, paid: () => fetch },
    baseUrl: emulator.url,
    secret: () => RUNWAY_KEY,
    report: () => {},
    clock: { now: () => 0, sleep: async () => new Promise(() => {}) },
  }) as unknown as Context // all that is asked of it

/** A picture by its facts alone; the hash is no real one. */
const image = (width: number, height: number, bytes = 1): AssetValue =>
  ({ asset: 'a'.repeat(64), kind: 'image', mime: 'image/png', bytes, width, height }) as AssetValue

const isCancel = ({ method }: Call): boolean => method === 'DELETE'
const askedOf = (emulator: Emulator): unknown => JSON.parse(emulator.paid[0]?.body ?? '')

describe('one call of Runway’s client is one request', () => {
  const ways: readonly (readonly [string, Failure])[] = [
    ['503', { as: 'answer', status: 503, body: { error: 'later' } }],
    ['500', { as: 'answer', status: 500, body: { error: 'broken' } }],
    ['429', { as: 'answer', status: 429, body: { error: 'slow down' } }],
    ['a line that breaks', { as: 'dropped', accepts: false }],
  ]
  test.each(ways)('whatever it would do by itself after %s', async (_, failure) => {
    const emulator = await open()
    emulator.fail(failure, { on: 'all', times: 20 })
    const { client } = openCall({ baseUrl: emulator.url, fetch, key: RUNWAY_KEY })
    for (const ask of [
      async () => client.textToVideo.create({ model: 'veo3.1', promptText: 'x', ratio: '1280:720' }),
      async () => client.tasks.retrieve('1'),
      async () => client.tasks.delete('1'),
    ]) {
      const before = emulator.calls.length
      await expect(ask()).rejects.toBeInstanceOf(Error)
      expect(emulator.calls.length - before).toBe(1)
    }
  })
})

describe('a picture that comes along', () => {
  const noise = async (width: number, height: number): Promise<Uint8Array> =>
    sharp({
      create: { width, height, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
    })
      .png()
      .toBuffer()

  test('goes inside the request where it is small', async () => {
    const emulator = await open()
    const bytes = await noise(64, 36)
    expect(await pictureUri(contextOf(emulator, bytes), image(64, 36, bytes.length))).toMatch(
      /^data:image\/png;base64,/,
    )
    expect(emulator.calls).toEqual([])
  })

  test('is uploaded where it is large, for nothing, and Runway can read it', async () => {
    const emulator = await open()
    const bytes = await noise(1000, 700)
    const start = image(1000, 700, bytes.length)
    const ctx = contextOf(emulator, bytes)
    const { id } = await runwayExecutor(gen4Turbo).submit(
      { params: gen4Turbo.definition.params.parse({}), inputs: { startImage: start }, take: 0 },
      ctx,
    )
    expect(id).not.toBe('')
    expect(askedOf(emulator)).toMatchObject({ promptImage: expect.stringMatching(/^runway:\/\//) })
    expect(emulator.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/uploads',
      'POST /storage',
      'POST /v1/image_to_video',
    ])
  })

  test.each([
    ['a wrong key', { as: 'answer', status: 401, body: { error: 'No' } } as const, 'key-rejected'],
    ['a line that breaks', { as: 'dropped', accepts: false } as const, 'provider-down'],
  ])('nothing is paid where its upload meets %s', async (_, failure, code) => {
    const emulator = await open()
    emulator.fail(failure, { on: 'all' })
    const bytes = await noise(1000, 700)
    const work = pictureUri(contextOf(emulator, bytes), image(1000, 700, bytes.length))
    await expect(work).rejects.toMatchObject({ code, charged: false })
    expect(emulator.paid).toEqual([])
  })
})

describe('a clip that is stopped', () => {
  const begun = async (emulator: Emulator) => {
    const executor = runwayExecutor(gen45)
    const params = gen45.definition.params.parse({ seconds: 2 })
    const ctx = contextOf(emulator)
    const ticket = await executor.submit({ params, inputs: { prompt: 'A lighthouse' }, take: 0 }, ctx)
    return { executor, ticket, ctx }
  }

  test('is stopped at Runway while it is made, and says that nothing was charged', async () => {
    const emulator = await open()
    emulator.hold()
    const { executor, ticket, ctx } = await begun(emulator)
    expect(await executor.cancel?.(ticket, ctx)).toBe(true)
    expect(await executor.poll(ticket, ctx)).toMatchObject({ state: 'failed', charged: false, cost: 0 })
  })

  test('is not deleted when it is done: it was paid for, and can still be fetched', async () => {
    const emulator = await open()
    const { executor, ticket, ctx } = await begun(emulator)
    while ((await executor.poll(ticket, ctx)).state !== 'done');
    expect(await executor.cancel?.(ticket, ctx)).toBe(false)
    expect(emulator.calls.filter(isCancel)).toEqual([])
    expect(await executor.poll(ticket, ctx)).toMatchObject({ state: 'done', cost: 240_000, units: { credits: 24 } })
  })

  test('that Runway does not know any more is over, and may have been charged', async () => {
    const emulator = await open()
    const { executor, ticket, ctx } = await begun(emulator)
    const gone = { ...ticket, id: 'gone' }
    await expect(executor.poll(gone, ctx)).rejects.toBeInstanceOf(Error)
    const later = { ...ctx, clock: { ...ctx.clock, now: () => 200_000 } }
    expect(await executor.poll(gone, later)).toMatchObject({ state: 'failed', charged: 'unknown' })
  })
})

describe('what is sent', () => {
  const sizes = { wide: { width: 1920, height: 1080 }, tall: { width: 900, height: 1600 } }
  const asked = { prompt: 'He looks up', seed: 7, startSize: undefined, frames: {} }

  test('from words alone Gen-4.5 makes wide or tall, whichever is nearer, and says so before', () => {
    for (const [ratio, sent] of [
      ['16:9', '1280:720'],
      ['21:9', '1280:720'],
      ['4:3', '1280:720'],
      ['3:4', '720:1280'],
      ['9:16', '720:1280'],
      ['auto', '1280:720'],
    ] as const) {
      const params = gen45.definition.params.parse({ ratio })
      const { to, body } = gen45.request({ ...asked, params })
      expect([ratio, to, 'ratio' in body && body.ratio]).toEqual([ratio, 'text_to_video', sent])
      const size = gen45.definition.size?.({ params, inputs: {} })
      expect(`${size?.width}:${size?.height}`).toBe(sent)
    }
  })

  test.each([
    ['16:9', sizes.tall, '1280:720'],
    ['21:9', sizes.wide, '1584:672'],
    ['auto', sizes.wide, '1280:720'],
    ['auto', sizes.tall, '720:1280'],
    ['auto', { width: 1000, height: 1000 }, '960:960'],
  ] as const)('with a picture: %s of %o is %s', (ratio, startSize, sent) => {
    const params = gen45.definition.params.parse({ ratio })
    const { to, body } = gen45.request({ ...asked, params, startSize, frames: { start: 'runway://1' } })
    expect(body).toMatchObject({ ratio: sent, promptImage: 'runway://1', seed: 7, promptText: 'He looks up' })
    expect(to).toBe('image_to_video')
  })

  test('first and last frame go along with their places', () => {
    const params = veo31.definition.params.parse({ resolution: '1080p', ratio: '9:16', negativePrompt: 'blur' })
    const { body } = veo31.request({ ...asked, params, frames: { start: 'runway://1', end: 'runway://2' } })
    expect(body).toMatchObject({
      ...{ ratio: '1080:1920', negativePrompt: 'blur', audio: false },
      promptImage: [
        { uri: 'runway://1', position: 'first' },
        { uri: 'runway://2', position: 'last' },
      ],
    })
  })

  test('an end image without a start image is refused before anything is sent', async () => {
    const emulator = await open()
    const task = {
      params: veo31.definition.params.parse({}),
      inputs: { prompt: 'x', endImage: image(64, 36) },
      take: 0,
    }
    const work = runwayExecutor(veo31).submit(task, contextOf(emulator))
    await expect(work).rejects.toMatchObject({ code: 'missing-input' })
    expect(emulator.calls).toEqual([])
  })

  test('an end image without a start image is a problem of the plan; one that is connected and not made yet is none', () => {
    const { definition } = veo31
    const params = definition.params.parse({})
    const inputs = { prompt: 'He looks up', endImage: image(64, 36) }
    expect(definition.problems?.({ params, inputs })).toMatchObject([{ field: 'startImage' }])
    const wired = { startImage: true, endImage: true } as const
    expect(definition.problems?.({ params, inputs, wired })).toEqual([])
    expect(definition.problems?.({ params, inputs: { ...inputs, startImage: image(64, 36) } })).toEqual([])
  })

  test('Gen-4 Turbo needs no words', () => {
    const { definition, request } = gen4Turbo
    const params = definition.params.parse({})
    const { body } = request({ ...asked, params, prompt: ' ', frames: { start: 'runway://1' } })
    expect(body).not.toHaveProperty('promptText')
    expect(definition.problems?.({ params, inputs: { prompt: '' } })).toEqual([])
    const most = { params: gen45.definition.params.parse({}), inputs: { prompt: 'x'.repeat(1001) } }
    expect(gen45.definition.problems?.(most)).toMatchObject([{ field: 'prompt', message: /1,001.*1,000/ }])
  })
})
