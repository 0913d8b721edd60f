import type { TaskState } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { askingNodes, askOf, asksText, gateNodes, isSettled } from './asks.ts'
import { taskOf } from './fake-runs.ts'
import { stepStateOf } from './step-state.ts'
import { asideWords, tickingText, waitingWords } from './task-words.ts'

const titleOf = (node: string) => node.toUpperCase()
const said = (task: TaskState) => waitingWords(task, titleOf)

test('a closed gate asks for a look; an open one asks nothing', () => {
  const closed = taskOf('a', 'succeeded', { gate: 'closed' })
  expect(askOf(closed)).toEqual({ of: 'gate' })
  expect(isSettled(closed)).toBe(false)
  expect(stepStateOf(closed)).toBe('look')
  const open = taskOf('a', 'succeeded', { gate: 'open' })
  expect(askOf(open)).toBeUndefined()
  expect(isSettled(open)).toBe(true)
  expect(stepStateOf(open)).toBe('done')
})

test('what is off is said: where a person decides, where it goes on, and while it is made again', () => {
  const findings = [
    { check: 'silent', port: 'video' },
    { check: 'length', port: 'video', asked: 5, is: 3.2 },
  ] as const
  const asked = taskOf('a', 'succeeded', { gate: 'closed', findings })
  expect(askOf(asked)).toEqual({ of: 'gate', off: findings })
  expect(said(asked)).toEqual({ text: 'silent, 3.2 s long instead of 5 s; you decide' })
  expect(asideWords(taskOf('a', 'succeeded', { findings }))).toEqual(['silent, 3.2 s long instead of 5 s'])
  expect(asideWords(taskOf('a', 'running', { findings }))).toEqual([
    'again, for it was silent, 3.2 s long instead of 5 s',
  ])
})

test('what is held by a gate asks nothing itself and names the gates', () => {
  const held = taskOf('film', 'held', { heldBy: ['shots one', 'shots two', 'music'] })
  expect(askOf(held)).toBeUndefined()
  expect(gateNodes(held.heldBy ?? [])).toEqual(['shots', 'music'])
  expect(said(held)).toEqual({ text: 'waiting for you to look at “SHOTS” and 1 more' })
})

test('what is held by its price says how much more it needs, and an unknown price is never a number', () => {
  const over = { needs: 300_000, left: 120_000 }
  expect(askOf(taskOf('a', 'held', { over }))).toEqual({ of: 'price', limit: 'run', ...over })
  expect(said(taskOf('a', 'held', { over }))?.text).toBe('needs $0.18 more than agreed')
  expect(said(taskOf('a', 'held', { over: { needs: null, left: 0 } }))?.text).toBe(
    'nobody knows what it costs; you decide',
  )
  expect(said(taskOf('a', 'held', { over: { needs: null, left: 0, atCap: true } }))?.text).toBe(
    'nothing is left of what was agreed',
  )
})

test('what waits for its turn under a limit asks nobody', () => {
  const turn = taskOf('a', 'held', { over: { needs: null, left: 50_000, turn: true } })
  expect(askOf(turn)).toBeUndefined()
  expect(said(turn)?.text).toBe('another one whose price is unknown goes first')
})

test('unknown asks, late does not: it is still watched, since the provider took it', () => {
  expect(askOf(taskOf('a', 'unknown'))).toEqual({ of: 'unknown', askable: true })
  const attempt = { number: 1, status: 'late' as const, startedAt: 1000, submittedAt: 3000 }
  const late = taskOf('a', 'late', { startedAt: 1000, attempts: [attempt] })
  expect(askOf(late)).toBeUndefined()
  expect(said(late)).toEqual({ text: 'taking longer than usual; still watched', ticking: { since: 3000 } })
})

test('a next try counts down to it', () => {
  expect(said(taskOf('a', 'waiting', { retryAt: 60_000 }))).toEqual({ text: 'again', ticking: { until: 60_000 } })
  expect(said(taskOf('a', 'waiting'))).toBeUndefined()
  expect(tickingText({ until: 60_000 }, 48_000)).toBe('in 12 s')
  expect(tickingText({ until: 60_000 }, 60_000)).toBe('now')
  expect(tickingText({ until: 200_000 }, 0)).toBe('in 3:20')
  expect(tickingText({ since: 0 }, 372_000)).toBe('6:12')
  expect(tickingText({ since: 5000 }, 0)).toBe('0:00')
})

test('tries, sharing and a bill that may come are said beside the state', () => {
  const tries = [1, 2, 3].map((number) => ({ number, status: 'failed' as const, startedAt: number }))
  expect(asideWords(taskOf('a', 'running', { attempts: tries }))).toEqual(['try 3'])
  expect(asideWords(taskOf('a', 'failed', { attempts: tries }))).toEqual(['3 tries'])
  expect(asideWords(taskOf('a', 'cancelled', { mayBeBilled: true, shared: true }))).toEqual([
    'shared with another run',
    'may still be billed',
  ])
  expect(asideWords(taskOf('a', 'succeeded', { attempts: tries.slice(0, 1) }))).toEqual([])
})

test('steps that wait are counted and found', () => {
  const words = [
    { steps: 1, items: 1 },
    { steps: 2, items: 2 },
    { steps: 1, items: 3 },
    { steps: 2, items: 3 },
  ].map(asksText)
  expect(words).toEqual([
    '1 step waits for you',
    '2 steps wait for you',
    '3 items wait for you',
    '3 items wait for you',
  ])
  const asking = [taskOf('c', 'unknown', { item: '1' }), taskOf('c', 'unknown', { item: '2' })]
  expect(askingNodes([taskOf('a', 'running'), taskOf('b', 'unknown'), ...asking])).toEqual(['b', 'c'])
  expect(askingNodes([taskOf('a', 'running')])).toEqual([])
})

test('a model that could not, free of charge: another one is offered', () => {
  const price = { low: 3000, high: 3000 }
  const offer = { model: 'work/flux', price, error: { code: 'key-rejected', message: 'The key was refused.' } } as const
  expect(askOf(taskOf('a', 'held', { offer }))).toEqual({ of: 'fallback', model: 'work/flux', price })
  expect(said(taskOf('a', 'held', { offer }))?.text).toBe('its model could not; another may for at most $0.003')
  expect(askOf(taskOf('a', 'waiting', { offer }))).toBeUndefined()
})
