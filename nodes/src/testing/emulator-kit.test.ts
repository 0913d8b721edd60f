import { Hono } from 'hono'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startEmulator, type Emulator, type Failure } from './emulator-kit.ts'

/** A provider that makes a job of every order, and counts them itself. */
const open = async (): Promise<{ readonly emulator: Emulator; readonly accepted: string[] }> => {
  const accepted: string[] = []
  const emulator = await startEmulator((desk) => {
    const app = new Hono()
    app.post('/jobs', async (c) => {
      const { prompt } = await c.req.json<{ prompt: string }>()
      accepted.push(prompt)
      return c.json({ id: accepted.length, prompt })
    })
    app.get('/jobs/:id', (c) => c.json({ state: desk.held ? 'running' : 'done' }))
    return { app, isPaid: ({ method }) => method === 'POST' }
  })
  onTestFinished(async () => emulator.close())
  return { emulator, accepted }
}

const order = async ({ url }: Emulator): Promise<Response> =>
  fetch(`${url}/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'a lighthouse' }),
  })

test('what goes well is answered by the provider itself, and paid requests are counted', async () => {
  const { emulator, accepted } = await open()
  expect(await (await order(emulator)).json()).toEqual({ id: 1, prompt: 'a lighthouse' })
  expect(await (await fetch(`${emulator.url}/jobs/1`)).json()).toEqual({ state: 'done' })
  expect(accepted).toHaveLength(1)
  expect(emulator.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /jobs', 'GET /jobs/1'])
  expect(emulator.paid).toMatchObject([{ method: 'POST', body: '{"prompt":"a lighthouse"}' }])
})

describe('a failure meets as many as it was told to, and says whether the work was done', () => {
  const ways: readonly (readonly [string, Failure, number, number | 'breaks'])[] = [
    ['another answer', { as: 'answer', status: 503 }, 0, 503],
    ['another answer after the work', { as: 'answer', status: 500, accepts: true }, 1, 500],
    ['a line that breaks before', { as: 'dropped', accepts: false }, 0, 'breaks'],
    ['a line that breaks after', { as: 'dropped', accepts: true }, 1, 'breaks'],
    ['half of an answer', { as: 'cut' }, 1, 'breaks'],
  ]
  test.each(ways)('%s', async (_, failure, done, seen) => {
    const { emulator, accepted } = await open()
    emulator.fail(failure)
    const met = order(emulator).then(async (response) => {
      await response.text()
      return response.status
    })
    expect(await met.catch(() => 'breaks')).toBe(seen)
    expect(accepted).toHaveLength(done)
    expect(emulator.paid).toHaveLength(1)
    expect((await order(emulator)).status).toBe(200)
  })

  test('an answer in which something is changed', async () => {
    const { emulator } = await open()
    emulator.fail({ as: 'changed', change: (body) => ({ ...(body as object), more: true }) })
    expect(await (await order(emulator)).json()).toEqual({ id: 1, prompt: 'a lighthouse', more: true })
  })

  test('no answer at all, until the one who asked gives up', async () => {
    const { emulator, accepted } = await open()
    emulator.fail({ as: 'hanging', accepts: true })
    const enough = new AbortController()
    const asked = fetch(`${emulator.url}/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"prompt":"x"}',
      signal: enough.signal,
    })
    while (accepted.length === 0) await new Promise((resolve) => void setImmediate(resolve))
    enough.abort()
    await expect(asked).rejects.toThrow(/aborted/)
  })
})

test('only those it was told of fail', async () => {
  const { emulator } = await open()
  emulator.fail({ as: 'answer', status: 404 }, { on: ({ path }) => path.startsWith('/jobs/') })
  expect((await order(emulator)).status).toBe(200)
  expect((await fetch(`${emulator.url}/jobs/1`)).status).toBe(404)
  expect((await fetch(`${emulator.url}/jobs/1`)).status).toBe(200)
})

test('jobs can be held', async () => {
  const { emulator } = await open()
  emulator.hold()
  expect(await (await fetch(`${emulator.url}/jobs/1`)).json()).toEqual({ state: 'running' })
  emulator.release()
  expect(await (await fetch(`${emulator.url}/jobs/1`)).json()).toEqual({ state: 'done' })
})
