import { expect, onTestFinished, test } from 'vitest'
import { startEmulator } from '../../testing/emulator-kit.ts'
import { checkAccount } from './account.ts'
import { drawOpenRouter, OPENROUTER_KEY } from './emulator.ts'

const open = async () => {
  const emulator = await startEmulator(drawOpenRouter)
  onTestFinished(async () => emulator.close())
  const ask = async (key = OPENROUTER_KEY) =>
    checkAccount({ values: { key }, baseUrl: emulator.url, fetch, signal: AbortSignal.timeout(5000) })
  return { emulator, ask }
}

test('a key tells what it may still spend, what it spent today and its daily limit, for nothing', async () => {
  const { emulator, ask } = await open()
  expect(await ask()).toMatchObject({
    credits: { amount: 12.5, unit: 'USD' },
    usedToday: { amount: 1.25, unit: 'USD' },
    dailyLimit: { amount: 20, unit: 'USD' },
  })
  expect(emulator.paid).toHaveLength(0)
})

test('a key without a limit says so', async () => {
  const { emulator, ask } = await open()
  const data = { label: 'mine', limit: null, limit_remaining: null, is_free_tier: true }
  emulator.fail({ as: 'answer', status: 200, body: { data } }, { on: 'free' })
  const facts = await ask()
  expect(facts).toMatchObject({ owner: 'mine', notes: [expect.stringContaining('no limit'), expect.any(String)] })
  expect(facts).not.toHaveProperty('credits')
})

test('a wrong key is said to be one, and a service that is down is not the key’s fault', async () => {
  const { emulator, ask } = await open()
  await expect(ask('sk-or-wrong')).rejects.toMatchObject({ code: 'key-rejected' })
  emulator.fail({ as: 'answer', status: 503, body: 'down' }, { on: 'free' })
  await expect(ask()).rejects.toMatchObject({ code: 'provider-down' })
  emulator.fail({ as: 'dropped', accepts: false }, { on: 'free' })
  await expect(ask()).rejects.toMatchObject({ code: 'provider-down' })
})
