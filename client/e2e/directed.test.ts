import { beforeAll, expect, test } from 'vitest'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, runEnded } from './canvas.ts'
import { drawn } from './drawn.ts'
import { useProvider } from './provider.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('a picture whose prompt is rewritten', () => {
  const stage = useStage({ env: { OPENAI_API_KEY: '' } })
  const openai = useProvider('openai')
  beforeAll(() => openai.setKey(stage, { openaiProject: 'proj_film' }))

  test('says beside it what it was drawn from, and what it cost', async () => {
    const id = await drawn(stage, 'image', {
      image: {
        title: 'Harbour',
        model: 'openai/gpt-image-2.6-flare-directed',
        params: { prompt: 'The storm reaches the harbour', instructions: 'As for a still of a film' },
      },
    })
    const page = await openProject(stage, id)
    await card(page, 'Harbour').click({ position: { x: 40, y: 12 } })
    await shoot(page, 'directed-asked')
    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    const plan = page.getByRole('dialog')
    await plan.getByRole('checkbox', { name: /price of one step is unknown/ }).click()
    await plan.getByRole('button', { name: /^Run\b/ }).click()
    await runEnded(page)
    expect((await newestRun(stage.api, id)).status).toBe('succeeded')
    await card(page, 'Harbour').click({ position: { x: 40, y: 12 } })
    const happened = page.getByRole('region', { name: 'What happened' })
    await happened.getByText('“A film still, 35 mm: The storm reaches the harbour. Cold light, rain.”').waitFor()
    await happened.scrollIntoViewIfNeeded()
    await shoot(page, 'directed-drawn')
    expect(await happened.innerText()).toMatch(/\$0\.03/)
    expect(openai.emulator.paid).toHaveLength(1)
    expect(openai.emulator.paid[0]?.headers).toMatchObject({ 'openai-project': 'proj_film' })
  })
})
