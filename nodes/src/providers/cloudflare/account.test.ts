import { expect, onTestFinished, test } from 'vitest'
import { startEmulator } from '../../testing/emulator-kit.ts'
import { checkAccount } from './account.ts'
import { CLOUDFLARE_ACCOUNT, CLOUDFLARE_TOKEN, drawCloudflare } from './emulator.ts'

const open = async () => {
  const emulator = await startEmulator(drawCloudflare)
  onTestFinished(async () => emulator.close())
  const ask = async (key = CLOUDFLARE_TOKEN, accountId = CLOUDFLARE_ACCOUNT) =>
    checkAccount({ values: { key, accountId }, baseUrl: emulator.url, fetch, signal: AbortSignal.timeout(5000) })
  return { emulator, ask }
}

test('a token and an account that belong together work, and asking costs nothing', async () => {
  const { emulator, ask } = await open()
  expect(await ask()).toEqual({ perMinute: 300, notes: [expect.stringContaining('10,000 neurons')] })
  expect(emulator.paid).toHaveLength(0)
})

test('a token of the account, which no person has, is verified where such tokens are', async () => {
  const { emulator, ask } = await open()
  const bad = {
    as: 'answer',
    status: 401,
    body: { success: false, errors: [{ code: 1000, message: 'Invalid' }] },
  } as const
  emulator.fail(bad, { on: ({ path }) => path === '/user/tokens/verify' })
  const result = { id: '1', status: 'active', expires_on: '2027-03-01T00:00:00Z' }
  const good = { as: 'answer', status: 200, body: { success: true, result } } as const
  emulator.fail(good, { on: ({ path }) => path.endsWith(`${CLOUDFLARE_ACCOUNT}/tokens/verify`) })
  expect((await ask()).notes).toContain('The token ends on 2027-03-01.')
})

test('a wrong token, a wrong account and one that has ended are told apart', async () => {
  const { emulator, ask } = await open()
  await expect(ask('wrong')).rejects.toMatchObject({
    code: 'key-rejected',
    message: expect.stringMatching(/Authentic/),
  })
  await expect(ask(CLOUDFLARE_TOKEN, 'f00')).rejects.toMatchObject({
    code: 'key-rejected',
    message: expect.stringMatching(/account ID/),
  })
  emulator.fail({ as: 'answer', status: 200, body: { success: true, result: { status: 'expired' } } }, { on: 'free' })
  await expect(ask()).rejects.toMatchObject({ message: expect.stringMatching(/the token is expired/) })
})

test('a service that is down is not the token’s fault', async () => {
  const { emulator, ask } = await open()
  emulator.fail({ as: 'answer', status: 503, body: 'down' }, { on: 'free', times: 2 })
  await expect(ask()).rejects.toMatchObject({ code: 'provider-down' })
})
