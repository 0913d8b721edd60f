import { expect, onTestFinished, test } from 'vitest'
import { startEmulator } from '../../testing/emulator-kit.ts'
import { checkAccount } from './account.ts'
import { drawOwnServer } from './emulator.ts'

const open = async () => {
  const emulator = await startEmulator(drawOwnServer)
  onTestFinished(async () => emulator.close())
  const ask = async (ending = '') =>
    checkAccount({ values: {}, baseUrl: `${emulator.url}${ending}`, fetch, signal: AbortSignal.timeout(5000) })
  return { emulator, ask }
}

test('a server names its models, with the version in its address or without', async () => {
  const { ask } = await open()
  for (const ending of ['', '/v1'])
    expect(await ask(ending)).toEqual({ notes: ['Its models: gpt-oss:20b, llama3.3:70b.'] })
})

test('many of them are named as far as there is room', async () => {
  const { emulator, ask } = await open()
  const data = Array.from({ length: 60 }, (_, place) => ({ id: `model-${place}:latest` }))
  emulator.fail({ as: 'answer', status: 200, body: { data } }, { on: 'free' })
  const [note = ''] = (await ask()).notes ?? []
  expect(note.length).toBeLessThanOrEqual(300)
  expect(note).toMatch(/^Its models: model-0:latest, .* …$/)
})

test('nobody there, or somebody who speaks otherwise, is said to be that', async () => {
  const { emulator, ask } = await open()
  await expect(ask('/elsewhere')).rejects.toMatchObject({ code: 'bad-parameter' })
  emulator.fail({ as: 'answer', status: 200, body: '<html>a router</html>' }, { on: 'free' })
  await expect(ask()).rejects.toMatchObject({ code: 'provider-down' })
  emulator.fail({ as: 'dropped', accepts: false }, { on: 'free' })
  await expect(ask()).rejects.toMatchObject({ code: 'provider-down' })
})
