import { describe, expect, onTestFinished, test } from 'vitest'
import { startEmulator, type Emulator } from '../../testing/emulator-kit.ts'
import { checkAccount } from './account.ts'
import * as audio from './audio-models.ts'
import { addressOf } from './client.ts'
import { drawFal, FAL_KEY } from './emulator.ts'
import * as images from './image-models.ts'
import * as klings from './kling-models.ts'
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

describe('the account', () => {
  const ask = async (emulator: Emulator, key: string) =>
    checkAccount({ values: { key }, baseUrl: emulator.url, fetch, signal: new AbortController().signal })
  const open = async (): Promise<Emulator> => {
    const emulator = await startEmulator(drawFal)
    onTestFinished(async () => emulator.close())
    return emulator
  }

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
  expect(problemsOf({ prompt: ' ' })).toEqual(['prompt'])
  expect(problemsOf({})).toEqual([])
})
