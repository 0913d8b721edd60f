import { describe, expect, onTestFinished, test } from 'vitest'
import { startEmulator, type Emulator } from '../../testing/emulator-kit.ts'
import { checkAccount } from './account.ts'
import { openCall } from './client.ts'
import { drawRunway, RUNWAY_KEY } from './emulator.ts'
import { gen45, gen4Turbo } from './gen4-models.ts'
import { runway } from './provider.ts'
import { veo31, veo31Fast } from './veo-models.ts'

const open = async (): Promise<Emulator> => {
  const emulator = await startEmulator(drawRunway)
  onTestFinished(async () => emulator.close())
  return emulator
}

describe('prices', () => {
  const rates = runway.prices?.rates ?? {}
  test.each([
    ['five seconds of Gen-4.5', gen45, {}, 0.6],
    ['ten seconds', gen45, { seconds: 10 }, 1.2],
    ['five seconds as ProRes', gen45, { format: 'prores' }, 0.85],
    ['five seconds in 10 bit', gen45, { format: 'hdr10' }, 1.6],
    ['five seconds of Gen-4 Turbo', gen4Turbo, {}, 0.25],
    ['eight silent seconds of Veo', veo31, {}, 1.6],
    ['eight seconds of Veo with sound', veo31, { audio: true }, 3.2],
    ['four fast seconds with sound', veo31Fast, { seconds: 4, audio: true }, 0.6],
  ])('%s', (_, { definition }, changed, dollars) => {
    const params = definition.params.parse(changed)
    const price = definition.price?.({ params: params as never, inputs: {}, rates }) // of this very definition
    expect(price).toEqual({ low: Math.round(dollars * 1e6), high: Math.round(dollars * 1e6) })
  })
})

describe('the account', () => {
  const ask = async (emulator: Emulator, key: string) =>
    checkAccount({ values: { key }, baseUrl: emulator.url, fetch, signal: new AbortController().signal })

  test('tells credits, the model that comes to its end first, and the narrowest of the lanes', async () => {
    const emulator = await open()
    const { client } = openCall({ baseUrl: emulator.url, fetch, key: RUNWAY_KEY })
    await client.textToVideo.create({ model: 'gen4.5', promptText: 'x', ratio: '1280:720', duration: 2 })
    expect(await ask(emulator, RUNWAY_KEY)).toEqual({
      ...{ apiVersion: '2024-11-06', credits: { amount: 1234, unit: 'credits' }, concurrency: 2 },
      ...{ usedToday: { amount: 1, unit: 'generations' }, dailyLimit: { amount: 50, unit: 'generations' } },
      notes: [
        'gen4.5: 1 of 50 clips today, 2 at once.',
        'gen4_turbo: 0 of 50 clips today, 3 at once.',
        'veo3.1: 0 of any number of clips today, 2 at once.',
        'At most 10,000 credits a month.',
      ],
    })
    expect(emulator.paid).toHaveLength(1)
  })

  test('says what little it is told', async () => {
    const emulator = await open()
    emulator.fail({ as: 'answer', status: 200, body: { creditBalance: 5 } }, { on: 'all' })
    expect(await ask(emulator, RUNWAY_KEY)).toEqual({
      ...{ apiVersion: '2024-11-06', credits: { amount: 5, unit: 'credits' }, notes: [] },
    })
  })

  test.each([
    ['a wrong key', { as: 'answer', status: 401, body: { error: 'No' } } as const, 'key-rejected'],
    ['a bad day', { as: 'answer', status: 503, body: 'down' } as const, 'provider-down'],
    ['nobody there', { as: 'dropped', accepts: false } as const, 'provider-down'],
    ['an answer that cannot be read', { as: 'answer', status: 200, body: 'hello' } as const, 'provider-down'],
  ])('says so of %s', async (_, failure, code) => {
    const emulator = await open()
    emulator.fail(failure, { on: 'all' })
    await expect(ask(emulator, RUNWAY_KEY)).rejects.toMatchObject({ code })
  })
})
