import { expect, onTestFinished, test } from 'vitest'
import { openFakeProvider, type FakeProvider, type FakeProviderOptions } from './fake-provider.ts'
import { chargeOf, FAKE_KEY } from './provider/books.ts'
import { fates, FRIENDLY, ROUGH, type Fate, type Meeting } from './provider/fate.ts'

const calm: Fate = { meetings: [], after: 'well', takes: 0, ends: 'done', unstoppable: false }

const open = async (fate: Partial<Fate> = {}, more: Partial<FakeProviderOptions> = {}): Promise<FakeProvider> => {
  const provider = await openFakeProvider({ fateOf: () => ({ ...calm, ...fate }), ...more })
  onTestFinished(() => provider.close())
  return provider
}

interface Sent {
  readonly path?: string
  readonly key?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const order = { model: 'job', prompt: 'a fox', take: 0 }

const post = (provider: FakeProvider, { path = '/jobs', key = 'k1', body = order, headers = {} }: Sent = {}) =>
  fetch(`${provider.url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${FAKE_KEY}`,
      'content-type': 'application/json',
      'idempotency-key': key,
      ...headers,
    },
    body: JSON.stringify(body),
  })

const ask = async (provider: FakeProvider, path: string, method = 'GET') => {
  const response = await fetch(`${provider.url}${path}`, { method, headers: { authorization: `Bearer ${FAKE_KEY}` } })
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> } // JSON, looked at field by field
}

const idOf = async (response: Response): Promise<string> => ((await response.json()) as { readonly id: string }).id // what POST /jobs answers

test.each<[string, Sent, number]>([
  ['no key', { headers: { authorization: '' } }, 401],
  ['a wrong key', { headers: { authorization: 'Bearer no' } }, 401],
  ['what is no JSON', { headers: { 'content-type': 'text/plain' } }, 415],
  ['no idempotency key', { key: '' }, 400],
  ['a field that it does not know', { body: { ...order, seed: 1 } }, 422],
  ['a model that it does not have', { body: { ...order, model: 'text' } }, 422],
  ['no prompt', { body: { model: 'job', take: 0 } }, 422],
])('refuses %s, and nothing is paid', async (_, sent, status) => {
  const provider = await open()
  expect((await post(provider, sent)).status).toBe(status)
  expect(provider.books.requests).toEqual([])
  expect(provider.books.jobs.size).toBe(0)
})

test('counts every paid request by its key, answers a repetition the same and refuses the key for anything else', async () => {
  const provider = await open()
  const first = await idOf(await post(provider))
  expect(await idOf(await post(provider))).toBe(first)
  expect((await post(provider, { body: { ...order, take: 1 } })).status).toBe(409)
  await post(provider, { key: 'k2' })
  expect(provider.books.paidBy('k1')).toBe(2)
  expect(provider.books.paidBy('k2')).toBe(1)
  expect(provider.books.requests.map(({ repeated }) => repeated)).toEqual([false, true, false])
  expect(provider.books.jobs.size).toBe(2)
})

test('a job is made, fetched by a link that expires, and charged when it is done', async () => {
  const provider = await open({}, { linkMs: -1 })
  const id = await idOf(await post(provider))
  const { body } = await ask(provider, `/jobs/${id}`)
  expect(body).toMatchObject({ state: 'done', cost: chargeOf(provider.books.jobs.get(id)!) })
  expect((await fetch(String(body['file']))).status).toBe(403)
})

test('a job that takes its time is charged only when it has ended', async () => {
  const provider = await open({ takes: 60_000 })
  const id = await idOf(await post(provider))
  expect((await ask(provider, `/jobs/${id}`)).body).toMatchObject({ state: 'queued', pollMs: 20 })
  expect(chargeOf(provider.books.jobs.get(id)!)).toBe(0)
  expect(chargeOf(provider.books.jobs.get(id)!, Date.now() + 60_000)).toBeGreaterThan(0)
})

test.each([
  ['failed-charged', true],
  ['failed-free', false],
] as const)('a job that ends as %s says whether it was charged', async (ends, charged) => {
  const provider = await open({ ends })
  const id = await idOf(await post(provider))
  const { body } = await ask(provider, `/jobs/${id}`)
  expect(body).toMatchObject({ state: 'failed', charged })
  expect(Number(body['cost']) > 0).toBe(charged)
})

test('is looked up by the client’s own name, where it can be asked', async () => {
  const provider = await open()
  const id = await idOf(await post(provider, { body: { ...order, client: 'mine' } }))
  expect((await ask(provider, '/jobs?client=mine')).body).toEqual({ jobs: [{ id }] })
  expect((await ask(provider, '/jobs?client=other')).body).toEqual({ jobs: [] })
  expect((await ask(await open({}, { answersLookUps: false }), '/jobs?client=mine')).status).toBe(503)
})

test('is cancelled while it is under way, and only where it can be stopped', async () => {
  const soft = await open({ takes: 60_000 })
  const id = await idOf(await post(soft))
  expect((await ask(soft, `/jobs/${id}`, 'DELETE')).status).toBe(200)
  expect((await ask(soft, `/jobs/${id}`)).body).toMatchObject({ state: 'cancelled' })
  expect((await ask(soft, `/jobs/${id}`, 'DELETE')).status).toBe(409)
  const hard = await open({ takes: 60_000, unstoppable: true })
  expect((await ask(hard, `/jobs/${await idOf(await post(hard))}`, 'DELETE')).status).toBe(409)
})

const outcomeOf = async (provider: FakeProvider): Promise<number | 'broken'> =>
  post(provider)
    .then(async (response) => {
      await response.json()
      return response.status
    })
    .catch(() => 'broken' as const)

test.each<[Meeting, number | 'broken', boolean]>([
  ['well', 201, true],
  ['late', 201, true],
  ['rate-limited', 429, false],
  ['refused', 422, false],
  ['no-credits', 402, false],
  ['error-before', 503, false],
  ['error-after', 500, true],
  ['drop-before', 'broken', false],
  ['drop-after', 'broken', true],
  ['cut-answer', 'broken', true],
])('a request met by “%s” answers %s, and the next one is met well', async (meeting, outcome, accepted) => {
  const provider = await open({ meetings: [meeting] })
  expect(await outcomeOf(provider)).toBe(outcome)
  expect(provider.books.requests).toMatchObject([{ key: 'k1', meeting }])
  expect(provider.books.jobs.size).toBe(accepted ? 1 : 0)
  expect((await post(provider, { key: 'k2' })).status).toBe(201)
})

test.each(['hang-before', 'hang-after'] as const)('never answers a request met by “%s”', async (meeting) => {
  const provider = await open({ meetings: [meeting] })
  const silence = outcomeOf(provider)
  expect((await post(provider, { key: 'k2' })).status).toBe(201)
  expect(await Promise.race([silence, Promise.resolve('silence')])).toBe('silence')
  expect(provider.books.jobOf('k1') !== undefined).toBe(meeting === 'hang-after')
})

test('is quiet once everybody has gone and all they sent is in the books', async () => {
  const provider = await open({ takes: 60_000 })
  const gone = new AbortController()
  const body = JSON.stringify(order)
  const headers = { authorization: `Bearer ${FAKE_KEY}`, 'content-type': 'application/json', 'idempotency-key': 'k1' }
  const sent = fetch(`${provider.url}/jobs`, { method: 'POST', headers, body, signal: gone.signal }).catch(
    () => undefined,
  )
  await sent
  gone.abort()
  await provider.quiet()
  expect(provider.books.paidBy('k1')).toBe(1)
})

test('the same seed gives the same fates, and the rough ones hold everything that can happen', () => {
  const prompts = Array.from({ length: 2000 }, (_, index) => ({ model: 'job', prompt: `p${index}` }))
  const all = prompts.map(fates(7, ROUGH))
  expect(prompts.map(fates(7, ROUGH))).toEqual(all)
  expect(prompts.map(fates(8, ROUGH))).not.toEqual(all)
  const met = new Set(all.flatMap(({ meetings }) => meetings))
  const forGood = new Set(all.flatMap(({ after }) => (after === 'well' ? [] : [after])))
  expect([...met, ...forGood].toSorted()).toEqual(Object.keys(ROUGH.meetings).toSorted())
  expect(new Set(all.map(({ ends }) => ends)).size).toBe(3)
  expect(new Set(prompts.map(fates(7, FRIENDLY)).flatMap(({ meetings }) => meetings))).toEqual(new Set(['well']))
})
