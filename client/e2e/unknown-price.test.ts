import { expect, test } from 'vitest'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, runEnded, says } from './canvas.ts'
import { drawn } from './drawn.ts'
import { useProvider } from './provider.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('a price that nobody knows', () => {
  const stage = useStage({ env: { OPENAI_API_KEY: '', OPENAI_BASE_URL: '' } })
  const openai = useProvider('openai', stage)

  test('is agreed to, and a limit holds all the same: one at a time, and none once it is reached', async () => {
    const id = await drawn(stage, 'text → image', {
      text: { title: 'Shots', params: { text: 'a kite\na boat\na lamp\na dog', split: 'lines' } },
      image: { title: 'Frames', model: 'openai/gpt-image-2.6-flare' },
    })
    const page = await openProject(stage, id)
    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    const plan = page.getByRole('dialog')
    const run = plan.getByRole('button', { name: /^Run\b/ })
    await plan.getByRole('checkbox', { name: /price of 4 steps is unknown/ }).click()
    await plan.getByLabel('Spend at most').fill('0.05')
    await plan.getByText('With a limit, steps of unknown price are made one at a time').waitFor()
    expect(await run.innerText()).toContain('price unknown')
    await shoot(page, 'unknown-price-plan')
    await run.click()
    await says(page, 'Frames', '2 of 4 need more than agreed')
    await card(page, 'Frames').getByRole('heading').click()
    await shoot(page, 'unknown-price-held')
    expect(openai.emulator.paid).toHaveLength(2)

    await page
      .getByRole('region', { name: 'It waits for you' })
      .getByRole('button', { name: /^Agree to more/ })
      .first()
      .click()
    const more = page.getByRole('dialog', { name: /cost more/ })
    await more.getByText('It waits, because it would go beyond what you agreed to.').waitFor()
    await shoot(page, 'unknown-price-agree')
    await more.getByLabel('The whole run may spend').fill('0.5')
    await more.getByRole('button', { name: /^Agree/ }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
    await says(page, 'Frames', /4/)
    const { status, cost } = await newestRun(stage.api, id)
    expect([status, cost > 50_000, openai.emulator.paid.length]).toEqual(['succeeded', true, 4])
  })
})
