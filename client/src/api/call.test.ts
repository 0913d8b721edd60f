import {
  contract,
  createProject,
  getHealth,
  getProject,
  listRunEvents,
  newProjectId,
  newRunId,
  ReelgraphError,
} from '@reelgraph/shared'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { call } from './call.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

interface Asked {
  readonly url: string
  readonly init: RequestInit
}

const answerWith = (body: unknown, status = 200): Asked[] => {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init })
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
  })
  return asked
}

const thrownBy = (promise: Promise<unknown>): Promise<ReelgraphError> =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (thrown) => (thrown instanceof ReelgraphError ? thrown : expect.unreachable(String(thrown))),
  )

const health = {
  ok: true,
  version: '0.1.0',
  storage: 'embedded',
  ffmpeg: { state: 'ready', version: '7', missing: [] },
}

test('gives the answer as the contract has it', async () => {
  answerWith(health)
  expect(await call(getHealth)).toEqual(health)
})

test('puts parameters into the path, the query behind it, and the body as JSON', async () => {
  const id = newRunId()
  const asked = answerWith({ events: [] })
  await call(listRunEvents, { params: { id }, query: { since: 7 } })
  expect(asked[0]?.url).toBe(`/api/runs/${id}/events?since=7`)
  const echo = contract({
    method: 'POST',
    path: '/api/echo/:name',
    summary: 'Says it again.',
    params: z.object({ name: z.string() }),
    body: z.object({ a: z.int() }),
    response: z.object({}),
  })
  await call(echo, { params: { name: 'a/b c' }, body: { a: 1 } })
  expect(asked[1]).toMatchObject({ url: '/api/echo/a%2Fb%20c', init: { method: 'POST', body: '{"a":1}' } })
})

test('throws what the server said', async () => {
  answerWith(
    { error: { code: 'not-found', message: 'There is no project “x”.', hint: 'It may have been deleted.' } },
    404,
  )
  const error = await thrownBy(call(getProject, { params: { id: newProjectId() } }))
  expect(error.body).toEqual({
    code: 'not-found',
    message: 'There is no project “x”.',
    hint: 'It may have been deleted.',
  })
})

test('says plainly that the server does not answer: no connection, or a proxy without a server behind it', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })
  expect((await thrownBy(call(getHealth))).body).toMatchObject({
    code: 'no-answer',
    message: 'The server does not answer.',
  })
  answerWith('Bad Gateway', 502)
  expect((await thrownBy(call(getHealth))).code).toBe('no-answer')
})

test('a request that was given up is cancelled, not failed', async () => {
  const giveUp = new AbortController()
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    giveUp.abort()
    init.signal?.throwIfAborted()
  })
  expect((await thrownBy(call(createProject, { body: {}, signal: giveUp.signal }))).code).toBe('cancelled')
})

test('an answer in another form is an error that says so, with what differs', async () => {
  answerWith({ ...health, storage: 'cloud' })
  const { body } = await thrownBy(call(getHealth))
  expect(body.code).toBe('internal')
  expect(body.detail).toMatch(/storage/)
})
