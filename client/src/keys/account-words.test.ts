import type { AccountState, ProviderAccounts } from '@reelgraph/shared'
import { describe, expect, test } from 'vitest'
import { amountText, factsOf, makesText, statusOf, usedBy } from './account-words.ts'

const fields: ProviderAccounts['fields'] = [
  { name: 'key', title: 'API token', secret: true, optional: false, env: ['X_API_KEY'] },
  { name: 'accountId', title: 'Account ID', secret: false, optional: false, env: [] },
]

const account = (more: Partial<AccountState>): AccountState => ({
  ...{ id: 'x', name: '', usable: false, isDefault: true },
  fields: [
    { name: 'key', source: 'none' },
    { name: 'accountId', source: 'none' },
  ],
  baseUrl: { value: 'https://x.example', source: 'provider' },
  ...more,
})

describe('the status of an account', () => {
  test('names what is set by its last characters, and where it comes from', () => {
    const saved = account({ usable: true, fields: [{ name: 'key', source: 'saved', hint: '1234' }] })
    expect(statusOf(saved, { fields })).toEqual({ tone: 'ok', text: 'Set ····1234' })
    const set = { name: 'key', source: 'environment', variable: 'X_API_KEY', hint: '' } as const
    expect(statusOf(account({ usable: true, fields: [set] }), { fields }).text).toBe(
      'From X_API_KEY in the environment',
    )
  })

  test('names what is still missing', () => {
    expect(statusOf(account({}), { fields })).toEqual({ tone: 'none', text: 'Not set' })
    const half = account({
      fields: [
        { name: 'key', source: 'saved', hint: '' },
        { name: 'accountId', source: 'none' },
      ],
    })
    expect(statusOf(half, { fields })).toEqual({ tone: 'warn', text: 'Still needs: Account ID' })
    expect(statusOf(account({ fields: [{ name: 'key', source: 'unreadable' }] }), { fields }).text).toBe(
      'Cannot be read',
    )
    expect(statusOf(account({ fields: [], baseUrl: { source: 'provider' } }), { fields: [] }).text).toBe(
      'No address yet',
    )
    expect(statusOf(account({ usable: true, fields: [] }), { fields: [] }).text).toBe('Ready without a key')
  })
})

test('who uses an account', () => {
  expect(usedBy(account({}), () => undefined)).toBe('Every project')
  expect(usedBy(account({ isDefault: false }), () => undefined)).toBe('Not in use')
  const own = account({ isDefault: false, project: 'film' as NonNullable<AccountState['project']> }) // an id by its form
  expect(usedBy(own, () => 'My film')).toBe('Only in “My film”')
})

test('what a provider makes reads as a line', () => {
  expect(makesText(['image', 'video', 'audio'])).toBe('Images, video, sound')
})

test('facts are in the units of the service, and only those it told', () => {
  expect(amountText({ amount: 12.5, unit: 'usd' })).toBe('$12.50')
  expect(amountText({ amount: 1234, unit: 'credits' })).toBe('1,234 credits')
  const told = { account: 'x', baseUrl: 'https://x.example', took: 120, laneSet: false, concurrency: 5 }
  expect(factsOf(told).map(({ title, text }) => `${title} ${text}`)).toEqual([
    'At once 5',
    'Address https://x.example',
    'Answered in 120 ms',
  ])
})
