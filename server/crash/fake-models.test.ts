import { expect, onTestFinished, test } from 'vitest'
import { ProviderFailure, type Context } from '@reelgraph/shared'
import type { AnyExecutor } from '../src/engine/task-host.ts'
import { fakeExecutors } from './fake-models.ts'
import { openFakeProvider, RETRY_AFTER_SECONDS, type FakeProvider } from './fake-provider.ts'
import { FAKE_KEY } from './provider/books.ts'
import type { Fate, Meeting } from './provider/fate.ts'

const calm: Fate = { meetings: [], after: 'well', takes: 0, ends: 'done', unstoppable: false }

const open = async (fate: Partial<Fate> = {}, answersLookUps = true): Promise<FakeProvider> => {
  const provider = await openFakeProvider({ fateOf: () => ({ ...calm, ...fate }), answersLookUps })
  onTestFinished(() => provider.close())
  return provider
}

const refuse = (): never => {
  throw new Error('not asked for here')
}

const contextOf = (attemptKey: string, signal = new AbortController().signal): Context => ({
  signal,
  attemptKey,
  http: { free: fetch, paid: () => fetch },
  clock: {
    now: () => Date.now(),
    sleep: (_, until) => new Promise((__, reject) => until?.addEventListener('abort', reject)),
  },
  log: { info: () => {}, warn: () => {} },
  secret: () => FAKE_KEY,
  baseUrl: '',
  report: () => {},
  progress: () => {},
  preview: () => {},
  compute: refuse,
  assets: { bytes: refuse, stream: refuse },
  media: { ffmpeg: refuse, probe: refuse, loudness: refuse, fit: refuse, textFile: refuse, bytes: refuse },
})

const task = { params: { say: 'a' }, inputs: { from: ['b'], each: 'c' } as unknown as Record<string, never>, take: 0 } // as the engine gives them

type Job = Extract<AnyExecutor, { submit: unknown }>
type Quick = Extract<AnyExecutor, { run: unknown }>

const executorOf = async (provider: { readonly url: string }, model: string): Promise<AnyExecutor> => {
  const loaded = await fakeExecutors(provider)[model]?.()
  if (!loaded) throw new Error(`there is no ${model}`)
  return loaded.executor
}
const jobOf = async (provider: { readonly url: string }, model = 'fake/job') =>
  (await executorOf(provider, model)) as Job
const textOf = async (provider: FakeProvider) => (await executorOf(provider, 'fake/text')) as Quick

test.each([
  ['fake/job', { text: expect.stringMatching(/^a\.\w+$/) }],
  ['fake/blind', { text: expect.stringMatching(/^a\.\w+$/) }],
  ['fake/spare', { text: expect.stringMatching(/^a\.\w+$/) }],
  ['fake/free', { text: expect.stringMatching(/^a\.\w+$/) }],
  ['fake/list', { text: expect.any(Array) }],
  ['fake/sound', { audio: { url: expect.stringMatching(/^http.*\/files\//) } }],
])('%s gives what the provider made, with what it cost', async (model, outputs) => {
  const provider = await open()
  const job = await jobOf(provider, model)
  const ticket = await job.submit(task, contextOf('k1'))
  expect(await job.poll(ticket, contextOf('k1'))).toMatchObject({ state: 'done', outputs, cost: expect.any(Number) })
  expect(provider.books.requests).toMatchObject([{ key: 'k1', prompt: 'a(c,b)' }])
})

test('a quick answer tells what it cost before it gives its text', async () => {
  const provider = await open()
  const told: unknown[] = []
  const given = await (await textOf(provider)).run(task, { ...contextOf('k1'), report: (facts) => told.push(facts) })
  expect(given).toEqual({ text: expect.stringMatching(/^a\.\w+$/) })
  expect(told).toMatchObject([{ cost: [...provider.books.jobs.values()][0]!.price }])
})

const failureOf = async (work: Promise<unknown>): Promise<ProviderFailure> => {
  const thrown: unknown = await work.catch((error: unknown) => error)
  if (thrown instanceof ProviderFailure) return thrown
  throw new Error('it did not fail as a provider does')
}

test.each<[Meeting, string, boolean | 'unknown']>([
  ['rate-limited', 'rate-limited', false],
  ['refused', 'content-policy', false],
  ['no-credits', 'no-credits', false],
  ['error-before', 'provider-down', 'unknown'],
  ['error-after', 'provider-down', 'unknown'],
  ['drop-before', 'unknown-outcome', 'unknown'],
  ['drop-after', 'unknown-outcome', 'unknown'],
  ['cut-answer', 'unknown-outcome', 'unknown'],
])('a request met by “%s” fails as %s, charged: %s', async (meeting, code, charged) => {
  for (const model of ['fake/job', 'fake/blind', 'fake/text']) {
    const provider = await open({ meetings: [meeting] })
    const executor = await executorOf(provider, model)
    const call = 'run' in executor ? executor.run(task, contextOf('k1')) : executor.submit(task, contextOf('k1'))
    const failure = await failureOf(call)
    expect([model, failure.code, failure.charged]).toEqual([model, code, charged])
    expect(failure.retryAfterMs).toBe(meeting === 'rate-limited' ? RETRY_AFTER_SECONDS * 1000 : undefined)
    expect(provider.books.paidBy('k1')).toBe(1)
  }
})

test('where nobody takes the connection nothing was paid', async () => {
  const provider = await openFakeProvider({ fateOf: () => calm })
  await provider.close()
  const failure = await failureOf((await jobOf(provider)).submit(task, contextOf('k1')))
  expect([failure.code, failure.charged]).toEqual(['provider-down', false])
})

const lost = { task, key: 'k1', at: 0 }

test.each<[Meeting, 'found' | 'never-arrived']>([
  ['well', 'found'],
  ['error-after', 'found'],
  ['drop-after', 'found'],
  ['cut-answer', 'found'],
  ['error-before', 'never-arrived'],
  ['drop-before', 'never-arrived'],
  ['rate-limited', 'never-arrived'],
])('a lost request that was met by “%s” is %s', async (meeting, state) => {
  const provider = await open({ meetings: [meeting] })
  const job = await jobOf(provider)
  await job.submit(task, contextOf('k1')).catch(() => undefined)
  expect(await job.find?.(lost, contextOf('k1'))).toMatchObject({ state })
})

test('where it cannot be asked, only the answer that was written down tells', async () => {
  const provider = await open({}, false)
  const job = await jobOf(provider)
  const find = async (answer?: { readonly status: number; readonly body: string }) =>
    job.find?.({ ...lost, ...(answer && { answer }) }, contextOf('k1'))
  expect(await find()).toEqual({ state: 'cannot-tell' })
  expect(await find({ status: 201, body: '{"id":"x","sta' })).toEqual({ state: 'cannot-tell' })
  expect(await find({ status: 500, body: '' })).toEqual({ state: 'cannot-tell' })
  expect(await find({ status: 201, body: '{"id":"x","state":"queued"}' })).toEqual({
    state: 'found',
    ticket: { id: 'x' },
  })
  expect(await find({ status: 429, body: '' })).toEqual({ state: 'never-arrived' })
})

test('what cannot be looked up does not say that it can', async () => {
  const provider = await open()
  expect((await jobOf(provider, 'fake/blind')).find).toBeUndefined()
  expect((await jobOf(provider, 'fake/job')).find).toBeDefined()
})

test.each([
  [false, true],
  [true, false],
])('a job that is unstoppable: %s says of a cancel: %s', async (unstoppable, stopped) => {
  const provider = await open({ takes: 60_000, unstoppable })
  const job = await jobOf(provider)
  const ticket = await job.submit(task, contextOf('k1'))
  expect(await job.cancel?.(ticket, contextOf('k1'))).toBe(stopped)
})
