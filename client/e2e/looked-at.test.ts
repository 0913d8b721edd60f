import { afterAll, beforeAll, expect, test } from 'vitest'
import { conformances, startEmulator, type Emulator } from '@reelgraph/nodes/conformance'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

const tables = conformances.filter(({ provider }) => provider === 'gemini' || provider === 'anthropic')

describeInBrowser('a picture that is looked at', () => {
  const emulators = new Map<string, Emulator>()
  const stage = useStage({ env: { GEMINI_API_KEY: '', GOOGLE_API_KEY: '', ANTHROPIC_API_KEY: '' } })
  beforeAll(async () => {
    for (const table of tables) {
      const emulator = await startEmulator(table.draw)
      emulators.set(table.provider, emulator)
      await stage.api.ask(`/api/keys/${table.provider}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...table.values, baseUrl: emulator.url }),
      })
    }
  })
  afterAll(() => Promise.all([...emulators.values()].map((emulator) => emulator.close())))

  test('Nano Banana draws it, Claude describes it, and each is asked once', async () => {
    const id = await drawn(stage, 'image → text', {
      image: { title: 'Still', model: 'gemini/nano-banana-2.1', params: { prompt: 'A lighthouse in a storm' } },
      text: { title: 'Told', model: 'anthropic/claude-sonnet-5.5', params: { prompt: 'What is in this picture?' } },
    })
    const page = await openProject(stage, id)
    await card(page, 'Told').click({ position: { x: 40, y: 12 } })
    await shoot(page, 'looked-at-asked')
    await page.getByRole('button', { name: 'Run', exact: false }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: false }).click()
    await page.getByText('Close-up: rain on the glass').first().waitFor()
    await shoot(page, 'looked-at')
    expect((await newestRun(stage.api, id)).status).toBe('succeeded')
    expect([...emulators.values()].map(({ paid }) => paid.length)).toEqual([1, 1])
    const asked = emulators.get('anthropic')?.paid[0]?.body ?? ''
    expect(JSON.parse(asked)).toMatchObject({ messages: [{ content: [{ type: 'image' }, { type: 'text' }] }] })
  })
})
