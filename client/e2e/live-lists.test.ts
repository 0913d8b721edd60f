import { expect, test } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { card } from './canvas.ts'
import { drawn } from './drawn.ts'
import { useProvider } from './provider.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('what providers list now', () => {
  const stage = useStage({ env: { OPENROUTER_API_KEY: '', ELEVENLABS_API_KEY: '' } })
  const asked = ['openrouter', 'elevenlabs'].map((name) => useProvider(name, stage))

  test('a model is completed from OpenRouter’s list, with its price, and prices say since when they are live', async () => {
    const id = await drawn(stage, 'text', {
      text: { title: 'Shots', model: 'openrouter/any', params: { prompt: 'Three shots of a lighthouse' } },
    })
    const page = await openProject(stage, id)
    await card(page, 'Shots').click({ position: { x: 40, y: 12 } })
    const field = page.getByRole('combobox', { name: 'Model' })
    await page
      .getByText(/GPT-6|openai\/gpt-6-luna · \$0\.1 in.*5 listed, live, as of \d\d:\d\d/)
      .first()
      .waitFor()
    await field.fill('anthropic/claude-sonnet-5.5')
    await field.press('Enter')
    await page.getByText(/\$2 in, \$10 out a million tokens.*5 listed/).waitFor()
    await page.getByText(/^Live prices, as of \d\d:\d\d$/).waitFor()
    const listed = await page
      .locator('datalist option')
      .evaluateAll((all) => all.map((one) => one.getAttribute('value')))
    expect(listed).toContain('google/gemini-3.8-flash')
    await shoot(page, 'live-model')
    await field.fill('maker/unknown')
    await field.press('Enter')
    await page.getByText(/^Not among those listed/).waitFor()
  })

  test('a voice is one of the account’s own', async () => {
    const id = await drawn(stage, 'audio', {
      audio: { title: 'Narrator', model: 'elevenlabs/multilingual-v2', params: { script: 'Hello.' } },
    })
    const page = await openProject(stage, id)
    await card(page, 'Narrator').click({ position: { x: 40, y: 12 } })
    await page.getByText('130 listed, live').waitFor()
    await page.getByRole('combobox', { name: 'Voice ID' }).fill('Voice000000000000129')
    await page.getByText(/^My narrator, british, female, cloned · 130/).waitFor()
    await shoot(page, 'live-voice')
    expect(asked.flatMap(({ emulator }) => emulator.paid)).toEqual([])
  })
})
