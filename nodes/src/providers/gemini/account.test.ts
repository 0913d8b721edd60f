import { expect, onTestFinished, test } from 'vitest'
import { startEmulator } from '../../testing/emulator-kit.ts'
import { checkAccount } from './account.ts'
import { drawGemini, GEMINI_KEY } from './emulator.ts'

const open = async () => {
  const emulator = await startEmulator(drawGemini)
  onTestFinished(async () => emulator.close())
  const ask = async (key: string) =>
    checkAccount({ values: { key }, baseUrl: emulator.url, fetch, signal: AbortSignal.timeout(5000) })
  return { emulator, ask }
}

test('the list of models tells for nothing that a key works', async () => {
  const { emulator, ask } = await open()
  expect((await ask(GEMINI_KEY)).notes?.join()).toMatch(/key works/)
  expect(emulator.calls).toHaveLength(1)
  expect(emulator.paid).toHaveLength(0)
})

test('a wrong key is said to be one, and a service that is down is not the key’s fault', async () => {
  const { emulator, ask } = await open()
  await expect(ask('AIzaWrong')).rejects.toMatchObject({ body: { code: 'key-rejected', provider: 'gemini' } })
  emulator.fail({ as: 'answer', status: 503, body: 'down' }, { on: 'free' })
  await expect(ask(GEMINI_KEY)).rejects.toMatchObject({ code: 'provider-down' })
  emulator.fail({ as: 'dropped', accepts: false }, { on: 'free' })
  await expect(ask(GEMINI_KEY)).rejects.toMatchObject({ code: 'provider-down' })
})
