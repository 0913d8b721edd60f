import { expect, test } from 'vitest'
import type { Sum } from '@reelgraph/shared'
import { describeInBrowser } from './browser.ts'
import { useProvider } from './provider.ts'
import { shoot, useStage } from './stage.ts'

describeInBrowser('trying a provider for real', () => {
  const stage = useStage({ env: { FAL_KEY: '', FAL_API_KEY: '', FAL_BASE_URL: '' } })
  const fal = useProvider('fal')
  const spent = async () => (await stage.api.ask<{ readonly total: Sum }>('/api/ledger')).total

  test('says its price first, asks for nothing before a yes, and shows what came of it', async () => {
    const page = await stage.tab('/keys')
    const card = page.getByRole('region', { name: 'fal' })
    const button = card.getByRole('button', { name: 'Try fal for real …' })
    await card.getByRole('button', { name: 'Set the key of fal' }).waitFor()
    expect(await button.count()).toBe(0)
    await fal.setKey(stage)
    await page.reload()
    await button.click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/makes a .* of “.*”\. That is a real request.*at most \$0\.0\d/).waitFor()
    await shoot(page, 'trial-offer')
    await dialog.getByRole('button', { name: 'Not now' }).click()
    expect([fal.emulator.paid.length, (await spent()).attempts]).toEqual([0, 0])

    await button.click()
    await dialog.getByRole('button', { name: /^Try it · at most/ }).click()
    await card.getByText('It works for real').waitFor()
    await shoot(page, 'trial-worked')
    const after = await spent()
    expect([fal.emulator.paid.length, after.attempts, after.reserved, after.settled > 0]).toEqual([1, 1, 0, true])

    // once more is another request, in the same film
    fal.emulator.fail({ as: 'answer', status: 401, body: { detail: 'No such key.' } })
    await button.click()
    await dialog.getByRole('button', { name: /^Try it/ }).click()
    await card.getByText('fal does not accept your key').first().waitFor()
    await shoot(page, 'trial-failed')
    expect([fal.emulator.paid.length, (await spent()).settled]).toEqual([2, after.settled])
    const { projects } = { projects: await stage.api.projects() }
    expect(projects.filter(({ name }) => name === 'fal, tried for real')).toHaveLength(1)
    await card.getByRole('link', { name: 'Open it as a film' }).click()
    await page.getByRole('button', { name: 'Add a node' }).first().waitFor()
  })
})
