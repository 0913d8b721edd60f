import { catalog } from '@reelgraph/nodes/catalog'
import type { Attempt } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { agreeOffer } from './agree-offer.ts'
import { attemptFacts, shortened, waitedText } from './attempt-facts.ts'
import { taskOf } from './fake-runs.ts'

const facts = (more: Partial<Attempt>) =>
  attemptFacts({ attempt: { number: 1, status: 'succeeded', startedAt: 1000, ...more }, catalog })

test('says by whom, how it ended, how long and for how much', () => {
  expect(
    facts({ model: 'draft/storyboard', endedAt: 13_000, charged: true, cost: 250_000, reserved: 300_000 }),
  ).toMatchObject({ outcome: 'succeeded', took: '12.0 s', money: '$0.25' })
  const { title } = catalog.providers.get('draft') ?? expect.unreachable('the draft provider is built in')
  expect(facts({ model: 'draft/storyboard' }).by).toContain(`${title} · `)
  expect(facts({ model: 'gone/model' }).by).toBe('gone · model')
})

test('what the service made of the prompt is told', () => {
  expect(facts({ prompt: 'A fox, soft light' }).prompt).toBe('A fox, soft light')
  expect(facts({}).prompt).toBeUndefined()
})

test('money is never said to be surer than it is', () => {
  const money = (more: Partial<Attempt>) => facts({ endedAt: 2000, ...more }).money
  expect(money({})).toBeUndefined()
  expect(money({ charged: false, reserved: 300_000 })).toBe('not charged')
  expect(money({ charged: 'unknown', reserved: 300_000 })).toBe('may have cost $0.30')
  expect(money({ charged: 'unknown', reserved: null })).toBe('may have been charged')
  expect(money({ charged: true, reserved: 300_000 })).toBe('charged, amount unknown')
  expect(facts({ status: 'running', reserved: 300_000 }).money).toBe('up to $0.30 set aside')
  expect(facts({ status: 'running', reserved: null }).money).toBe('price unknown')
})

test('of a ticket the name is shown by which its provider finds the job, and nothing else', () => {
  expect(facts({ ticket: 'job_1' }).job).toBe('job_1')
  expect(facts({ ticket: { id: 'job_2', url: 'https://example.com' } }).job).toBe('job_2')
  expect(facts({ ticket: { endpoint: 'flux/dev', requestId: 'job_3', at: 1 } }).job).toBe('job_3')
  expect(facts({ ticket: { endpoint: 'flux/dev', at: 1 } }).job).toBeUndefined()
  expect(facts({ ticket: [1] }).job).toBeUndefined()
  expect(facts({ ticket: { requestId: 'job_3' }, requestId: 'job_3' }).job).toBeUndefined()
  expect(shortened('job_1')).toBe('job_1')
  expect(shortened('0123456789abcdefghijklmnop')).toBe('012345678…klmnop')
})

test('waiting and working are told apart', () => {
  const attempt = { number: 1, status: 'succeeded' as const, startedAt: 3000 }
  const times = { queuedAt: 1000, startedAt: 3000, endedAt: 15_000 }
  expect(waitedText(taskOf('a', 'succeeded', { ...times, attempts: [attempt] }))).toBe('waited 2.0 s, took 12.0 s')
  expect(waitedText(taskOf('a', 'succeeded', { ...times, queuedAt: 2990 }))).toBe('took 12.0 s')
  expect(waitedText(taskOf('a', 'waiting'))).toBeUndefined()
})

test('an offer is enough for the step, and for all that wait beside it', () => {
  const held = (node: string, needs: number | null) => taskOf(node, 'held', { over: { needs, left: 100_000 } })
  const [one, two] = [held('a', 300_000), held('b', 200_000)]
  const run = { cap: 1_000_000, cost: 800_000, reserved: 100_000 }
  expect(agreeOffer({ run, tasks: [one, two, taskOf('c', 'running')], task: one })).toEqual({
    needs: 300_000,
    left: 100_000,
    limit: 'run',
    least: 1_200_000,
    forAll: 1_400_000,
    held: 2,
  })
  expect(agreeOffer({ run, tasks: [held('a', null)], task: held('a', null) })?.least).toBe(1_000_000)
  expect(agreeOffer({ run, tasks: [], task: taskOf('c', 'running') })).toBeUndefined()
  const spent = taskOf('a', 'held', { over: { needs: null, left: 0, atCap: true } })
  expect(agreeOffer({ run, tasks: [spent], task: spent })).toMatchObject({ limit: 'run', least: 1_000_001 })
  const over = { ...run, cost: 1_300_000, reserved: 0 }
  expect(agreeOffer({ run: over, tasks: [spent], task: spent })).toMatchObject({ least: 1_300_001, forAll: 1_400_000 })
})

test('beyond the limit of a day it is the day that is asked about, and only what that limit holds', () => {
  const beyond = { limit: 'day', spent: 900_000 } as const
  const today = taskOf('a', 'held', { over: { needs: 300_000, left: 100_000, beyond } })
  const dear = taskOf('b', 'held', { over: { needs: 200_000, left: 0 } })
  expect(
    agreeOffer({ run: { cap: 5_000_000, cost: 0, reserved: 0 }, tasks: [today, dear], task: today }),
  ).toMatchObject({
    limit: 'day',
    least: 1_200_000,
    forAll: 1_200_000,
    held: 1,
  })
})
