import { expect, test } from 'vitest'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, dismissNotices, runEnded, runToTheEnd, saved, says } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('a gate', () => {
  const stage = useStage()

  test('holds what comes after until a person has looked, across a crash, and asks no second time', async () => {
    const project = await drawn(stage, 'text → image → video → assembly', {
      text: { title: 'Concept', params: { text: 'a lighthouse in the first snow' } },
      image: { title: 'Frame' },
      video: { title: 'Clip', params: { seconds: 2 } },
      assembly: { title: 'Film' },
    })
    const page = await openProject(stage, project)
    const frame = card(page, 'Frame')
    const picture = (): Promise<string | null> => frame.locator('img').first().getAttribute('src')

    await frame.getByRole('heading').click()
    await page.getByRole('switch', { name: /^Hold here until I have looked/ }).click()
    await saved(page)
    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    await says(page, 'Frame', 'look at it before it goes on')
    await says(page, 'Clip', 'waiting for you to look at “Frame”')
    await page.getByText('Waiting', { exact: true }).first().waitFor()
    expect((await newestRun(stage.api, project)).status).toBe('waiting')
    const first = await picture()
    await shoot(page, 'gate-closed')

    // a server that dies asks the same again
    await stage.server.kill('SIGKILL')
    await stage.server.restart()
    await page.reload()
    await says(page, 'Frame', 'look at it before it goes on')
    expect(await picture()).toBe(first)

    await frame.getByRole('button', { name: 'Re-roll' }).click()
    await expect.poll(picture, { timeout: 30_000 }).not.toBe(first)
    await says(page, 'Frame', 'look at it before it goes on')
    await dismissNotices(page)
    await frame.getByRole('button', { name: 'Approve' }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
    const run = await newestRun(stage.api, project)
    expect(run.tasks.map(({ node, status }) => [node, status])).toEqual(
      ['text', 'image', 'video', 'assembly'].map((node) => [node, 'succeeded']),
    )
    expect(run.tasks.find(({ node }) => node === 'image')?.attempts).toHaveLength(2)
    await shoot(page, 'gate-opened')

    // what was approved is approved, and the re-roll is the document's too
    expect(await runToTheEnd(page)).toBe('Nothing had to run: everything is reused.')
  })

  test('lets words be mended before pictures are made of them', async () => {
    const project = await drawn(stage, 'text → image', {
      text: { title: 'Concept', params: { text: 'a harbour at noon' }, gate: true },
      image: { title: 'Frame' },
    })
    const page = await openProject(stage, project)
    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    const concept = card(page, 'Concept')
    await concept.getByRole('button', { name: 'Edit …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('a harbour at midnight')
    await shoot(page, 'gate-edit')
    await dismissNotices(page)
    await dialog.getByRole('button', { name: 'Go on with this' }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
    const { subject } = (
      await stage.api.ask<{ results: { subject: { inputs: Record<string, unknown> } }[] }>(
        `/api/projects/${project}/nodes/image/results`,
      )
    ).results[0]!
    expect(Object.values(subject.inputs)).toContain('a harbour at midnight')
  })
})
