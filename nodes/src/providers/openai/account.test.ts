import { expect, onTestFinished, test } from 'vitest'
import { startEmulator } from '../../testing/emulator-kit.ts'
import { checkAccount } from './account.ts'
import { drawOpenAi, OPENAI_KEY } from './emulator.ts'

const open = async () => {
  const emulator = await startEmulator(drawOpenAi)
  onTestFinished(async () => emulator.close())
  const ask = async (values: Readonly<Record<string, string>>) =>
    checkAccount({ values, baseUrl: emulator.url, fetch, signal: AbortSignal.timeout(5000) })
  return { emulator, ask }
}

test('the list of models tells for nothing that a key works, for the organisation and the project that are set', async () => {
  const { emulator, ask } = await open()
  const facts = await ask({ key: OPENAI_KEY, organization: 'org-1', openaiProject: 'proj_1' })
  expect(facts.notes?.join()).toMatch(/works for 1 model/)
  expect(emulator.calls[0]?.headers).toMatchObject({ 'openai-organization': 'org-1', 'openai-project': 'proj_1' })
  expect(emulator.paid).toHaveLength(0)
})

test('a wrong key is said to be one, and a service that is down is not the key’s fault', async () => {
  const { emulator, ask } = await open()
  await expect(ask({ key: 'sk-wrong' })).rejects.toMatchObject({ code: 'key-rejected' })
  emulator.fail({ as: 'answer', status: 500, body: 'down' }, { on: 'free' })
  await expect(ask({ key: OPENAI_KEY })).rejects.toMatchObject({ code: 'provider-down' })
})
