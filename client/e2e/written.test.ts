import { expect, test } from 'vitest'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, runAgreed } from './canvas.ts'
import { drawn } from './drawn.ts'
import { useProvider } from './provider.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('texts by a model', () => {
  const stage = useStage({ env: { OPENROUTER_API_KEY: '' } })
  const openrouter = useProvider('openrouter', stage)

  test('a text is typed, given to a model, written while one looks, and stands there as a list', async () => {
    const id = await drawn(stage, 'text', { text: { title: 'Shots', params: { text: 'Three shots of a lighthouse' } } })
    const page = await openProject(stage, id)
    await card(page, 'Shots').click({ position: { x: 40, y: 12 } })
    await page.getByRole('button', { name: /^Model: No model/ }).click()
    await page.getByRole('option', { name: /^GPT-6 Luna · OpenRouter/ }).click()
    expect(await page.getByRole('textbox', { name: 'Prompt of Shots' }).inputValue()).toBe(
      'Three shots of a lighthouse',
    )
    await page.getByRole('radio', { name: 'One a line' }).click()
    await shoot(page, 'text-asked')

    openrouter.emulator.hold()
    await runAgreed(page)
    await page.getByText('Wide shot').first().waitFor()
    await shoot(page, 'text-under-way')
    openrouter.emulator.release()
    await page.getByText('Close-up: rain on the glass').first().waitFor()
    await shoot(page, 'text-written')
    expect((await newestRun(stage.api, id)).status).toBe('succeeded')
    expect(openrouter.emulator.paid).toHaveLength(1)
  })
})
