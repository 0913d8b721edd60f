import { afterAll, beforeAll, expect, test } from 'vitest'
import { conformances, startEmulator, type Emulator } from '@reelgraph/nodes/conformance'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, runEnded } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

const found = conformances.find(({ provider }) => provider === 'openai')
if (!found) throw new Error('OpenAI has an emulator')
const table = found

describeInBrowser('a picture whose prompt is rewritten', () => {
  let emulator: Emulator
  const stage = useStage({ env: { OPENAI_API_KEY: '' } })
  beforeAll(async () => {
    emulator = await startEmulator(table.draw)
    await stage.api.ask('/api/keys/openai', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: table.values['key'], openaiProject: 'proj_film', baseUrl: emulator.url }),
    })
  })
  afterAll(() => emulator.close())

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
    expect(emulator.paid).toHaveLength(1)
    expect(emulator.paid[0]?.headers).toMatchObject({ 'openai-project': 'proj_film' })
  })
})
