import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sum } from '@reelgraph/shared'
import { conformances, startEmulator, type Emulator } from '@reelgraph/nodes/conformance'
import { describeInBrowser } from './browser.ts'
import { shoot, useStage } from './stage.ts'

const fal = conformances.find(({ provider }) => provider === 'fal')
if (!fal) throw new Error('fal has an emulator')

describeInBrowser('trying a provider for real', () => {
  let emulator: Emulator
  const stage = useStage({ env: { FAL_KEY: '', FAL_API_KEY: '', FAL_BASE_URL: '' } })
  beforeAll(async () => {
    emulator = await startEmulator(fal.draw)
  })
  afterAll(() => emulator.close())
  const spent = async () => (await stage.api.ask<{ readonly total: Sum }>('/api/ledger')).total

  test('says its price first, asks for nothing before a yes, and shows what came of it', async () => {
    const page = await stage.tab('/keys')
    const card = page.getByRole('region', { name: 'fal' })
    const button = card.getByRole('button', { name: 'Try fal for real …' })
    await card.getByRole('button', { name: 'Set the key of fal' }).waitFor()
    expect(await button.count()).toBe(0)
    await stage.api.ask('/api/keys/fal', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: fal.values['key'], baseUrl: emulator.url }),
    })
    await page.reload()
    await button.click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/makes a .* of “.*”\. That is a real request.*at most \$0\.0\d/).waitFor()
    await shoot(page, 'trial-offer')
    await dialog.getByRole('button', { name: 'Not now' }).click()
    expect([emulator.paid.length, (await spent()).attempts]).toEqual([0, 0])

    await button.click()
    await dialog.getByRole('button', { name: /^Try it · at most/ }).click()
    await card.getByText('It works for real').waitFor()
    await shoot(page, 'trial-worked')
    const after = await spent()
    expect([emulator.paid.length, after.attempts, after.reserved, after.settled > 0]).toEqual([1, 1, 0, true])

    // once more is another request, in the same film
    emulator.fail({ as: 'answer', status: 401, body: { detail: 'No such key.' } })
    await button.click()
    await dialog.getByRole('button', { name: /^Try it/ }).click()
    await card.getByText('fal does not accept your key').first().waitFor()
    await shoot(page, 'trial-failed')
    expect([emulator.paid.length, (await spent()).settled]).toEqual([2, after.settled])
    const { projects } = { projects: await stage.api.projects() }
    expect(projects.filter(({ name }) => name === 'fal, tried for real')).toHaveLength(1)
    await card.getByRole('link', { name: 'Open it as a film' }).click()
    await page.getByRole('button', { name: 'Add a node' }).first().waitFor()
  })
})
