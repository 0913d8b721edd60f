import { expect, it } from 'vitest'
import { budgetOf } from './settings.ts'

it('a project has the limit that its settings name, and none where they name none', () => {
  expect(budgetOf({ settings: { cap: 5_000_000 } })).toEqual({ cap: 5_000_000 })
  expect(budgetOf({ settings: { cap: 0 } })).toEqual({ cap: 0 })
  expect(budgetOf({ settings: {} })).toEqual({})
})

it('what is no amount is no limit, and no limit is ever above what was written', () => {
  expect(budgetOf({ settings: { cap: 'ten' } })).toEqual({})
  expect(budgetOf({ settings: { cap: null } })).toEqual({})
  expect(budgetOf({ settings: { cap: 10.9 } })).toEqual({ cap: 10 })
  expect(budgetOf({ settings: { cap: -1 } })).toEqual({ cap: 0 })
})
