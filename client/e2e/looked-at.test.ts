import { expect, test } from 'vitest'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, runAgreed } from './canvas.ts'
import { drawn } from './drawn.ts'
import { useProvider } from './provider.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('a picture that is looked at', () => {
  const stage = useStage({ env: { GEMINI_API_KEY: '', GOOGLE_API_KEY: '', ANTHROPIC_API_KEY: '' } })
  const gemini = useProvider('gemini', stage)
  const anthropic = useProvider('anthropic', stage)

  test('Nano Banana draws it, Claude describes it, and each is asked once', async () => {
    const id = await drawn(stage, 'image → text', {
      image: { title: 'Still', model: 'gemini/nano-banana-2.1', params: { prompt: 'A lighthouse in a storm' } },
      text: { title: 'Told', model: 'anthropic/claude-sonnet-5.5', params: { prompt: 'What is in this picture?' } },
    })
    const page = await openProject(stage, id)
    await card(page, 'Told').click({ position: { x: 40, y: 12 } })
    await shoot(page, 'looked-at-asked')
    await runAgreed(page)
    await page.getByText('Close-up: rain on the glass').first().waitFor()
    await shoot(page, 'looked-at')
    expect((await newestRun(stage.api, id)).status).toBe('succeeded')
    expect([gemini, anthropic].map(({ emulator }) => emulator.paid.length)).toEqual([1, 1])
    const asked = anthropic.emulator.paid[0]?.body ?? ''
    expect(JSON.parse(asked)).toMatchObject({ messages: [{ content: [{ type: 'image' }, { type: 'text' }] }] })
  })
})
