import type { AssetValue, Context } from '@reelgraph/shared'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startEmulator, type Emulator, type Failure } from '../../testing/emulator-kit.ts'
import { checkAccount } from './account.ts'
import * as audio from './audio-models.ts'
import { addressOf, openCall, type Call } from './client.ts'
import { drawFal, FAL_KEY } from './emulator.ts'
import * as images from './image-models.ts'
import * as klings from './kling-models.ts'
import { pictureAddress } from './picture-address.ts'
import { fal } from './provider.ts'
import * as videos from './video-models.ts'

describe('addresses', () => {
  test('are fal’s own where nobody set another', () => {
    const own = 'https://queue.fal.run'
    for (const address of [`${own}/fal-ai/flux/dev`, 'https://rest.fal.ai/storage/upload/initiate?storage_type=x'])
      expect(addressOf(own, address)).toBe(address)
  })

  test('of the queue start with the base URL, those of other hosts with their name below it', () => {
    const base = 'http://127.0.0.1:9/gateway'
    expect(addressOf(base, 'https://queue.fal.run/fal-ai/flux/requests/1/status?logs=1')).toBe(
      `${base}/fal-ai/flux/requests/1/status?logs=1`,
    )
    expect(addressOf(base, 'https://api.fal.ai/v1/models/pricing')).toBe(`${base}/api.fal.ai/v1/models/pricing`)
    expect(addressOf(base, `${base}/v3.fal.media/files/a.png`)).toBe(`${base}/v3.fal.media/files/a.png`)
  })
})

const open = async (): Promise<Emulator> => {
  const emulator = await startEmulator(drawFal)
  onTestFinished(async () => emulator.close())
  return emulator
}

describe('one call of fal’s client is one request', () => {
  const ways: readonly (readonly [string, Failure])[] = [
    ['503', { as: 'answer', status: 503, body: { detail: 'later' } }],
    ['500', { as: 'answer', status: 500, body: { detail: 'broken' } }],
    ['429', { as: 'answer', status: 429, body: { detail: 'slow down' } }],
    ['a line that breaks', { as: 'dropped', accepts: false }],
  ]
  test.each(ways)('whatever it would do by itself after %s', async (_, failure) => {
    const emulator = await open()
    emulator.fail(failure, { on: 'all', times: 20 })
    for (const ask of [
      async ({ client, abortSignal }: Call) =>
        client.queue.submit('fal-ai/flux/dev', { input: { prompt: 'x' }, abortSignal }),
      async ({ client, abortSignal }: Call) => client.queue.status('fal-ai/flux/dev', { requestId: '1', abortSignal }),
      async ({ client, abortSignal }: Call) => client.queue.result('fal-ai/flux/dev', { requestId: '1', abortSignal }),
    ]) {
      const before = emulator.calls.length
      await expect(ask(openCall({ baseUrl: emulator.url, fetch, key: FAL_KEY }))).rejects.toBeInstanceOf(Error)
      expect(emulator.calls.length - before).toBe(1)
    }
  })
})

describe('a picture that comes along', () => {
  const contextOf = (emulator: Emulator, bytes: Uint8Array): Context =>
    ({
      assets: { bytes: async () => bytes },
      http: { free: fetch },
      baseUrl: emulator.url,
      secret: () => FAL_KEY,
      clock: { now: () => 0, sleep: async () => new Promise(() => {}) },
    }) as unknown as Context // all that is asked of it
  const picture = async (width: number, height: number): Promise<Uint8Array> =>
    sharp({
      create: { width, height, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
    })
      .png()
      .toBuffer()
  const facts = { asset: 'a'.repeat(64), kind: 'image', mime: 'image/png' } as const

  test('goes inside the request where it is small', async () => {
    const emulator = await open()
    const bytes = await picture(64, 36)
    const asset = { ...facts, bytes: bytes.length, width: 64, height: 36 } as AssetValue // the hash is no real one
    expect(await pictureAddress(contextOf(emulator, bytes), asset)).toMatch(/^data:image\/png;base64,/)
    expect(emulator.calls).toEqual([])
  })

  test('is put into fal’s storage where it is large, byte by byte and for nothing', async () => {
    const emulator = await open()
    const bytes = await picture(1000, 700)
    const asset = { ...facts, bytes: bytes.length, width: 1000, height: 700 } as AssetValue // the hash is no real one
    const address = await pictureAddress(contextOf(emulator, bytes), asset)
    expect(address.startsWith(`${emulator.url}/v3.fal.media/files/`)).toBe(true)
    expect(new Uint8Array(await (await fetch(address)).arrayBuffer())).toEqual(new Uint8Array(bytes))
    expect(emulator.paid).toEqual([])
  })
})

describe('the account', () => {
  const ask = async (emulator: Emulator, key: string) =>
    checkAccount({ values: { key }, baseUrl: emulator.url, fetch, signal: new AbortController().signal })
  test('works, and says that the balance is for administrators', async () => {
    const emulator = await open()
    expect(await ask(emulator, FAL_KEY)).toEqual({ notes: [expect.stringContaining('administrator')] })
    expect(emulator.paid).toEqual([])
  })

  test('tells the balance where the key may see it', async () => {
    const emulator = await open()
    const body = { username: 'film-people', credits: { current_balance: 12.5, currency: 'USD' } }
    emulator.fail({ as: 'answer', status: 200, body }, { on: ({ path }) => path.endsWith('/billing') })
    expect(await ask(emulator, FAL_KEY)).toEqual({ owner: 'film-people', credits: { amount: 12.5, unit: 'USD' } })
  })

  test.each([
    ['a wrong key', { as: 'answer', status: 401, body: { detail: 'No' } } as const, 'key-rejected'],
    ['a locked account', { as: 'answer', status: 403, body: { detail: 'User is locked.' } } as const, 'no-credits'],
    ['a bad day', { as: 'answer', status: 503, body: 'down' } as const, 'provider-down'],
    ['nobody there', { as: 'dropped', accepts: false } as const, 'provider-down'],
  ])('says so of %s', async (_, failure, code) => {
    const emulator = await open()
    emulator.fail(failure, { on: 'all' })
    await expect(ask(emulator, FAL_KEY)).rejects.toMatchObject({ code })
  })
})

describe('prices', () => {
  const rates = fal.prices?.rates ?? {}
  test.each([
    ['a picture of a megapixel', images.fluxDev, {}, 0.025],
    ['a started megapixel as a whole one', images.fluxDev, { resolution: '1080p' }, 0.075],
    ['further megapixels at half the price', images.flux2Pro, { resolution: '1080p' }, 0.06],
    ['five silent seconds', klings.kling3Pro, {}, 0.56],
    ['five seconds with sound', klings.kling3Pro, { audio: true }, 0.84],
    ['eight seconds in 4K with sound', videos.veo31, { resolution: '4k', audio: true }, 4.8],
    ['video by its pixels', videos.seedance2, {}, 1.512],
    ['ten seconds at their own price', videos.hailuo23, { seconds: 10 }, 0.56],
    ['half a minute of music', audio.elevenMusic, {}, 0.4],
  ])('%s', (_, row, changed, dollars) => {
    const { definition } = row
    const params = definition.params.parse(changed)
    const price = definition.price?.({ params: params as never, inputs: {}, rates }) // of this very definition
    expect(price).toEqual({ low: Math.round(dollars * 1e6), high: Math.round(dollars * 1e6) })
  })

  test('what is billed by the second of a graphics card is unknown, and never nothing', () => {
    const { definition } = images.fastSdxl
    expect(definition.price?.({ params: definition.params.parse({}), inputs: {}, rates })).toBe('unknown')
  })

  test('a list without a rate that is asked for is a mistake that shows', () => {
    const { definition } = images.fluxDev
    expect(() => definition.price?.({ params: definition.params.parse({}), inputs: {}, rates: {} })).toThrow(/fluxDev/)
  })
})

test('an end image without a start image is a problem, and so is an empty prompt', () => {
  const { definition } = klings.kling25Turbo
  const params = definition.params.parse({})
  const end = { asset: 'a'.repeat(64), kind: 'image', mime: 'image/png', bytes: 1 } as const
  const problemsOf = (inputs: Parameters<NonNullable<typeof definition.problems>>[0]['inputs']) =>
    definition.problems?.({ params, inputs }).map(({ field }) => field)
  expect(problemsOf({ prompt: 'He looks up', endImage: end as never })).toEqual(['startImage']) // the hash is no real one
  // what is connected and not made yet is no reason to stop
  const waiting = { prompt: 'He looks up', endImage: end as never } // the hash is no real one
  expect(definition.problems?.({ params, inputs: waiting, wired: { startImage: true, endImage: true } })).toEqual([])
  expect(problemsOf({ prompt: ' ' })).toEqual(['prompt'])
  expect(problemsOf({})).toEqual([])
})
