import { port, type Reason, type Step } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { momentText, reasonText, verdictCounts, verdictText } from './reason-text.ts'
import { atMostText, priceText, sumOf } from './price-text.ts'
import { scopeText } from './scope-text.ts'

const now = new Date(2026, 4, 3, 15, 30).getTime()
const earlier = new Date(2026, 4, 3, 14, 2).getTime()

const definition = {
  id: 'video',
  version: 1,
  title: 'Video',
  summary: '',
  category: 'generate' as const,
  params: z.object({
    move: z.string().meta({ title: 'Camera' }),
    seconds: z.number().meta({ title: 'Length' }),
    fps: z.number(),
    seed: z.number(),
  }),
  inputs: {},
  outputs: {},
}
const step: Step = {
  kind: definition,
  definition,
  inputs: { startImage: port.image({ title: 'Start image' }), motion: port.text({ title: 'Motion', typed: {} }) },
  outputs: {},
  params: {},
  changed: {},
  typed: { motion: 'push in' },
  problems: [],
}
const changed = (more: Partial<Extract<Reason, { because: 'changed' }>>): Reason => ({
  because: 'changed',
  params: [],
  inputs: [],
  take: false,
  model: false,
  ...more,
})
const words = (reason: Reason) => reasonText(reason, { step, now })

test('names what changed as the form and the ports name it', () => {
  expect(words(changed({ params: ['move'] }))).toBe('Camera changed')
  expect(words(changed({ params: ['move', 'seconds'] }))).toBe('Camera and Length changed')
  expect(words(changed({ inputs: ['startImage'] }))).toBe('new start image')
  expect(words(changed({ inputs: ['motion'] }))).toBe('Motion changed')
  expect(words(changed({ params: ['seconds'], inputs: ['startImage'], take: true, model: true }))).toBe(
    'another model, Length changed, new start image, new take',
  )
})

test('many changes are counted, not listed', () => {
  expect(words(changed({ params: ['move', 'seconds', 'fps', 'seed'] }))).toBe('Camera, Length, and 2 more changed')
})

test('a node whose definition is gone still has a reason', () => {
  expect(reasonText(changed({ params: ['move'], inputs: ['startImage'] }), { step: undefined, now })).toBe(
    'move changed, new startImage',
  )
})

test('says the other reasons plainly', () => {
  expect(words({ because: 'never-run' })).toBe('never run')
  expect(words({ because: 'tried', ended: 'failed', at: earlier })).toBe('failed last time')
  expect(words({ because: 'tried', ended: 'unknown', at: earlier })).toBe('nobody knows what became of the last try')
  expect(words({ because: 'unchanged', at: earlier })).toBe('unchanged since 14:02')
  expect(words({ because: 'pinned', at: earlier })).toBe('the take you chose, made 14:02')
  expect(words({ because: 'problem', error: { code: 'missing-input', message: '“Shots” needs a start image.' } })).toBe(
    '“Shots” needs a start image.',
  )
  expect(words({ because: 'off', why: 'bypassed' })).toBe('bypassed')
})

test('what waits for a person or a provider says for whom', () => {
  const gate: Reason = { because: 'gate', node: 'shots', item: null }
  const titleOf = () => 'Shots'
  expect(words(gate)).toBe('waits until you have looked')
  expect(verdictText({ verdict: 'waits', reason: gate }, { step, now, titleOf })).toBe(
    'waits until you have looked at “Shots”',
  )
  expect(verdictText({ verdict: 'waits', reason: { ...gate, others: 2 } }, { step, now, titleOf })).toBe(
    'waits until you have looked at “Shots” and 2 more',
  )
  expect(
    verdictText({ verdict: 'reuse', reason: { because: 'unchanged', at: earlier }, gated: true }, { step, now }),
  ).toBe('reused, unchanged since 14:02; what follows waits until you have looked')
  expect(verdictText({ verdict: 'run', reason: { because: 'never-run' }, asks: true }, { step, now })).toBe(
    'runs for the first time; then what follows waits until you have looked',
  )
  expect(verdictText({ verdict: 'run', reason: { because: 'under-way', at: earlier } }, { step, now })).toBe(
    'asked 14:02 and still being made; nothing is asked twice',
  )
  expect(verdictText({ verdict: 'run', reason: { because: 'outcome-unknown', at: earlier } }, { step, now })).toBe(
    'asked 14:02, and nobody knows whether it was made; you decide',
  )
})

test('a moment is as exact as it needs to be', () => {
  expect(momentText(earlier, now)).toBe('14:02')
  expect(momentText(new Date(2026, 4, 2, 23, 59).getTime(), now)).toBe('yesterday 23:59')
  expect(momentText(new Date(2026, 3, 9, 8, 5).getTime(), now)).toBe('9 Apr 08:05')
  expect(momentText(new Date(2025, 11, 31, 8, 5).getTime(), now)).toBe('31 Dec 2025 08:05')
})

test('verdict and reason together', () => {
  expect(verdictText({ verdict: 'reuse', reason: { because: 'unchanged', at: earlier } }, { step, now })).toBe(
    'reused, unchanged since 14:02',
  )
  expect(verdictText({ verdict: 'run', reason: changed({ take: true }) }, { step, now })).toBe('runs, new take')
  expect(verdictText({ verdict: 'run', reason: { because: 'never-run' } }, { step, now })).toBe(
    'runs for the first time',
  )
  expect(
    verdictText({ verdict: 'run', reason: { because: 'tried', ended: 'forgotten', at: earlier } }, { step, now }),
  ).toBe('runs again, its result was forgotten')
  expect(verdictText({ verdict: 'reuse', reason: { because: 'typed' } }, { step, now })).toBe('typed')
  expect(verdictCounts([{ verdict: 'reuse' }, { verdict: 'run' }, { verdict: 'run' }, { verdict: 'blocked' }])).toBe(
    '2 run, 1 cannot run, 1 reused',
  )
  expect(verdictCounts([{ verdict: 'run' }, { verdict: 'waits' }])).toBe('1 runs, 1 follows')
  expect(verdictCounts([{ verdict: 'waits' }, { verdict: 'waits' }])).toBe('2 follow')
})

test('prices: unknown is never free, and a sum with one unknown is unknown', () => {
  expect(priceText({ low: 0, high: 0 })).toBe('free')
  expect(priceText({ low: 100_000, high: 250_000 })).toBe('$0.10 to $0.25')
  expect(priceText({ low: 0, high: 250_000 })).toBe('up to $0.25')
  expect(priceText('unknown')).toBe('price unknown')
  expect(atMostText(sumOf([{ price: { low: 0, high: 250_000 } }, { price: 'unknown' }]))).toBe('price unknown')
  expect(atMostText(sumOf([{ price: { low: 0, high: 250_000 } }, { price: { low: 0, high: 250_000 } }]))).toBe(
    'at most $0.50',
  )
})

test('a scope is said by the titles of its nodes', () => {
  const nameOf = (node: string) => ({ title: node.toUpperCase(), makes: 'text' as const, step: undefined })
  expect(scopeText({ of: 'all' }, nameOf)).toBe('everything')
  expect(scopeText({ of: 'to', nodes: ['film' as never] }, nameOf)).toBe('up to “FILM”')
  expect(scopeText({ of: 'from', nodes: ['a' as never, 'b' as never] }, nameOf)).toBe('from 2 nodes on')
  expect(scopeText({ of: 'items', node: 'shots' as never, items: ['1', '2'] }, nameOf)).toBe('2 items of “SHOTS”')
})
