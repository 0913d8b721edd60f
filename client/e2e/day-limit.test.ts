import { afterAll, beforeAll, expect, test } from 'vitest'
import { conformances, startEmulator, type Emulator } from '@reelgraph/nodes/conformance'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, runEnded } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

const found = conformances.find(({ provider }) => provider === 'fal')
if (!found) throw new Error('fal has an emulator')
const fal = found

describeInBrowser('the limit of a day', () => {
  let emulator: Emulator
  const stage = useStage({ env: { FAL_KEY: '', FAL_API_KEY: '' } })
  const put = (path: string, body: unknown) =>
    stage.api.ask(path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  beforeAll(async () => {
    emulator = await startEmulator(fal.draw)
    await put('/api/keys/fal', { ...fal.values, baseUrl: emulator.url })
    await put('/api/settings', { dayCap: 1 })
  })
  afterAll(() => emulator.close())

  test('holds a paid step and asks, and goes on when a person agrees to more for this run', async () => {
    const id = await drawn(stage, 'text → image', {
      text: { title: 'Idea', params: { text: 'a lantern on the ice' } },
      image: { title: 'Frame', model: 'fal/flux-schnell' },
    })
    const page = await openProject(stage, id)
    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: false }).click()
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
    const run = await newestRun(stage.api, id)
    expect(run.raised?.day).toBeGreaterThan(1)
    expect(run.tasks.every(({ status }) => status === 'succeeded')).toBe(true)
  })
})
