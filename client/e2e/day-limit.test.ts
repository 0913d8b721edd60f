import { beforeAll, expect, test } from 'vitest'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, runEnded } from './canvas.ts'
import { drawn } from './drawn.ts'
import { useProvider } from './provider.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('the limit of a day', () => {
  const stage = useStage({ env: { FAL_KEY: '', FAL_API_KEY: '' } })
  const put = (path: string, body: unknown) =>
    stage.api.ask(path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  useProvider('fal', stage)
  beforeAll(() => put('/api/settings', { dayCap: 1 }))

  test('holds a paid step and asks, and goes on when a person agrees to more for this run', async () => {
    const id = await drawn(stage, 'text → image', {
      text: { title: 'Idea', params: { text: 'a lantern on the ice' } },
      image: { title: 'Frame', model: 'fal/flux-schnell' },
    })
    const page = await openProject(stage, id)
    const run = { name: /^Run\b/ }
    await page.getByRole('button', run).first().click()
    const plan = page.getByRole('dialog')
    await plan.getByText(/Today you may still spend .*: what goes beyond waits for you\./).waitFor()
    await shoot(page, 'day-limit-plan')
    await plan.getByRole('button', run).click()
    await card(page, 'Frame').getByRole('heading').click()
    await shoot(page, 'day-limit-held')
    await page
      .getByRole('region', { name: 'It waits for you' })
      .getByRole('button', { name: /^Agree to more/ })
      .click()
    const dialog = page.getByRole('dialog', { name: /Let “Frame” cost more/ })
    await dialog.getByText('It waits, because it would go beyond the limit of a day.', { exact: false }).waitFor()
    await shoot(page, 'day-limit')
    await dialog.getByRole('button', { name: /^Agree/ }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
    const made = await newestRun(stage.api, id)
    expect(made.raised?.day).toBeGreaterThan(1)
    expect(made.tasks.every(({ status }) => status === 'succeeded')).toBe(true)
  })
})
