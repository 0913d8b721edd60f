import { catalog } from '@reelgraph/nodes/catalog'
import type { Price } from '@reelgraph/shared'
import { expect, test } from 'vitest'
import { askOf } from '../../runs/asks.ts'
import { taskOf } from '../../runs/fake-runs.ts'
import { explained } from './explained.ts'

const said = (task: ReturnType<typeof taskOf>): string => {
  const ask = askOf(task) ?? expect.unreachable('it asks')
  return explained({ item: null, position: 0, ask, task }, { now: 0, rerolls: true, title: 'Shot', catalog })
}

test('who is to be looked at for a lost request is the provider of the model that was asked, not that of the node', () => {
  const own = { number: 1, model: 'fal/flux-dev', status: 'failed', startedAt: 1 } as const
  const lost = { at: 5, reserved: 200_000, model: 'runway/gen4.5' }
  const fallback = { model: 'runway/gen4.5', because: 'The key was refused.' }
  const asked = { at: 6, answer: 'cannot-be-asked' } as const
  const words = said(taskOf('shot', 'unknown', { attempts: [own], lost, fallback, asked }))
  expect(words).toContain('A request left for Runway at ')
  expect(words).toContain('Runway has no way to ask for a lost request: look into your account there.')
  expect(words).not.toContain('fal')
})

test('who may make it instead is said with what that costs at most', () => {
  const error = { code: 'no-credits', message: '“Shot”: The credits are used up.' } as const
  const offered = (price: Price) => said(taskOf('shot', 'held', { offer: { model: 'fal/flux-schnell', price, error } }))
  expect(offered({ low: 0, high: 3000 })).toBe(
    'The credits are used up. Nothing was paid. FLUX.1 schnell may make it instead for at most $0.003.',
  )
  const offer = { model: 'fal/veo3.1', price: 'unknown', error, changes: ['Length: 10 becomes 8.'] } as const
  expect(said(taskOf('shot', 'held', { offer }))).toMatch(/ Length: 10 becomes 8\.$/)
  expect(offered({ low: 0, high: 0 })).toMatch(/may make it instead, free\.$/)
  expect(offered('unknown')).toMatch(/may make it instead, and nobody knows for how much\.$/)
})
