import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCatalog, defineProvider, type LiveFacts, type ReadLive } from '@reelgraph/shared'
import { expect, test, vi } from 'vitest'
import { silentLog } from '../log.ts'
import { createDocumentFolder } from '../store/embedded/document-folder.ts'
import { openAccounts } from '../testing/open-accounts.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openLiveLists, parseKeptList } from './live-lists.ts'
import { withLivePrices } from './live-prices.ts'

const account = {
  fields: [{ name: 'key', title: 'Key', secret: true, env: ['SHOP_KEY'] }],
  ...{ keysUrl: 'https://shop.test/keys', baseUrl: 'https://shop.test' },
}
const catalog = createCatalog({
  ...{ kinds: [], models: [] },
  providers: [
    defineProvider({
      ...{ id: 'shop', title: 'Shop', summary: '', builtIn: false, concurrency: 1, account },
      prices: { asOf: '2026-01-01', source: 'a page', rates: { word: 1, picture: 2 } },
    }),
  ],
})
const LIST: LiveFacts = { rates: { word: 5 }, allRates: true, choices: { model: [{ value: 'a/b', label: 'A' }] } }
const HOUR = 3_600_000

interface Given {
  readonly folder?: string
  readonly isPublic?: boolean
  readonly key?: string
}

const open = async ({ folder = temporaryFolder(), isPublic = false, key = 'key-12345678' }: Given = {}) => {
  let now = Date.parse('2026-11-21')
  const read = vi.fn<ReadLive>(async () => LIST)
  const environment = key === '' ? {} : { SHOP_KEY: key }
  const onPrices = vi.fn()
  const lists = await openLiveLists({
    onPrices,
    ...(await openAccounts({ folder, catalog, environment })),
    ...{ catalog, fetch, log: silentLog },
    listers: { shop: { isPublic, load: async () => ({ readLive: read }) } },
    documents: createDocumentFolder({ folder: join(folder, 'live'), parse: parseKeptList }),
    clock: { now: () => now },
  })
  const rates = () => withLivePrices(catalog, lists).providers.get('shop')?.prices?.rates
  const pass = (ms: number): void => {
    now += ms
  }
  return { folder, lists, read, rates, pass, onPrices }
}

test('a list is asked for with the key, and its prices go before those that came with Reelgraph', async () => {
  const { lists, read, rates, onPrices } = await open()
  expect(await lists.list('shop')).toMatchObject({ asOf: Date.parse('2026-11-21'), prices: 1, choices: LIST.choices })
  expect(read.mock.lastCall?.[0]).toMatchObject({ values: { key: 'key-12345678' }, baseUrl: 'https://shop.test' })
  expect(rates()).toEqual({ word: 5, picture: 2 })
  expect(onPrices).toHaveBeenCalledTimes(1)
})

test('where a key was set it is asked for before the first plan wants its prices', async () => {
  const { lists, read, onPrices } = await open()
  lists.prepare()
  await vi.waitFor(() => expect(onPrices).toHaveBeenCalledTimes(1))
  expect(read).toHaveBeenCalledTimes(1)
})

test('it is kept over a restart with its time, and asked for again when it is half a day old', async () => {
  const first = await open()
  await first.lists.list('shop')
  const { lists, read, rates, pass } = await open({ folder: first.folder })
  expect(rates()).toEqual({ word: 5, picture: 2 })
  await lists.list('shop')
  expect(read).not.toHaveBeenCalled()
  pass(13 * HOUR)
  expect(rates()).toEqual({ word: 5, picture: 2 })
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(1))
})

test('one that is broken leaves what is known, says why, and is left alone for a while', async () => {
  const { lists, read, rates, pass } = await open()
  await lists.list('shop')
  pass(13 * HOUR)
  read.mockRejectedValue(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }))
  await lists.list('shop')
  await vi.waitFor(async () =>
    expect((await lists.list('shop')).trouble?.message).toBe(
      'What Shop lists now could not be had: connect ECONNREFUSED.',
    ),
  )
  expect(rates()).toEqual({ word: 5, picture: 2 })
  expect(read).toHaveBeenCalledTimes(2)
  pass(HOUR)
  read.mockResolvedValue({ rates: { word: -1 }, allRates: true, choices: {} })
  await lists.list('shop')
  await vi.waitFor(async () => expect((await lists.list('shop')).trouble?.message).toMatch(/not understood/))
  expect(rates()).toEqual({ word: 5, picture: 2 })
})

test('without a key only what is told everybody is asked for, and only when a person looks', async () => {
  const closed = await open({ key: '' })
  expect(await closed.lists.list('shop')).toEqual({ choices: {}, prices: 0, allPrices: false })
  expect(closed.read).not.toHaveBeenCalled()
  const told = await open({ key: '', isPublic: true })
  expect(told.rates()).toEqual({ word: 1, picture: 2 })
  expect(told.read).not.toHaveBeenCalled()
  await told.lists.list('shop')
  expect(told.read.mock.lastCall?.[0]).toMatchObject({ values: {}, baseUrl: 'https://shop.test' })
  expect(told.rates()).toEqual({ word: 5, picture: 2 })
})

test('several who ask at once ask once; a damaged file is as none', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'live'))
  writeFileSync(join(folder, 'live', 'shop.json'), '{"facts": "no"')
  const { lists, read } = await open({ folder })
  await Promise.all([lists.list('shop'), lists.list('shop'), lists.list('shop')])
  expect(read).toHaveBeenCalledTimes(1)
  await expect(lists.list('other')).rejects.toMatchObject({ code: 'not-found' })
})

test('a list that never ends is cut off', async () => {
  const { limitedFetch } = await import('./limited-fetch.ts')
  const endless = async () => new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(1000)) }))
  await expect((await limitedFetch(endless, 5000)('https://shop.test')).text()).rejects.toThrow(/larger than 5000/)
})
