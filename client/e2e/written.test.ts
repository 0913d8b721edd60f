import { afterAll, beforeAll, expect, test } from 'vitest'
import { conformances, startEmulator, type Emulator } from '@reelgraph/nodes/conformance'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

const found = conformances.find(({ provider }) => provider === 'openrouter')
if (!found) throw new Error('OpenRouter has an emulator')
const table = found

describeInBrowser('texts by a model', () => {
  let emulator: Emulator
  const stage = useStage({ env: { OPENROUTER_API_KEY: '' } })
  beforeAll(async () => {
    emulator = await startEmulator(table.draw)
    await stage.api.ask('/api/keys/openrouter', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...table.values, baseUrl: emulator.url }),
    })
  })
  afterAll(() => emulator.close())

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

    emulator.hold()
    await page.getByRole('button', { name: 'Run', exact: false }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: false }).click()
    await page.getByText('Wide shot').first().waitFor()
    await shoot(page, 'text-under-way')
    emulator.release()
    await page.getByText('Close-up: rain on the glass').first().waitFor()
    await shoot(page, 'text-written')
    expect((await newestRun(stage.api, id)).status).toBe('succeeded')
    expect(emulator.paid).toHaveLength(1)
  })
})
