import { expect, test } from 'vitest'
import type { Plan } from '@reelgraph/shared'
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

  test('that was opened by somebody else is open here too when the server is back from its death', async () => {
    const project = await drawn(stage, 'text → image', {
      text: { title: 'Concept', params: { text: 'a pier in the fog' }, gate: true },
      image: { title: 'Frame' },
    })
    const page = await openProject(stage, project)
    const approve = card(page, 'Concept').getByRole('button', { name: 'Approve' })
    await approve.waitFor()
    const { tasks } = await stage.api.post<Plan>(`/api/projects/${project}/plan`, { scope: { of: 'all' } })
    const outputs = tasks.find(({ node }) => node === 'text')?.outputs
    await stage.api.post(`/api/projects/${project}/approve`, { node: 'text', item: null, outputs })
    await stage.server.kill('SIGKILL')
    await stage.server.restart()
    await expect.poll(() => approve.count()).toBe(0)
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

  test('of a step that was deleted meanwhile is still there to be opened, with what the step made', async () => {
    const project = await drawn(stage, 'text → image → video', {
      text: { title: 'Concept', params: { text: 'a mill in a gale' } },
      image: { title: 'Frame', gate: true },
      video: { title: 'Clip', params: { seconds: 2 } },
    })
    const page = await openProject(stage, project)
    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    await says(page, 'Frame', 'look at it before it goes on')
    const picture = await card(page, 'Frame').locator('img').first().getAttribute('src')
    await card(page, 'Frame').getByRole('heading').click()
    await page.keyboard.press('Delete')
    await card(page, 'Frame').waitFor({ state: 'detached' })
    await says(page, 'Clip', 'waiting for you to look at “Frame”')

    await page.getByRole('button', { name: '1 step waits for you' }).click()
    const dialog = page.getByRole('dialog', { name: 'A deleted step waits for you' })
    await dialog.getByRole('region', { name: 'Frame' }).getByRole('img').waitFor()
    expect(await dialog.locator('img').first().getAttribute('src')).toBe(picture)
    await shoot(page, 'gate-deleted')
    await dismissNotices(page)
    await dialog.getByRole('button', { name: 'Approve' }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
    await dialog.waitFor({ state: 'detached' })
    const run = await newestRun(stage.api, project)
    expect(run.tasks.map(({ node, status }) => [node, status])).toContainEqual(['video', 'succeeded'])
  })

  test('holds what builds on it in every scope, says where to look, and can be approved where no run waits', async () => {
    const project = await drawn(stage, 'text → image → video', {
      text: { title: 'Concept', params: { text: 'a pier under the moon' } },
      image: { title: 'Frame', gate: true },
      video: { title: 'Clip', params: { seconds: 2 } },
    })
    const page = await openProject(stage, project)
    const frame = card(page, 'Frame')
    const clip = card(page, 'Clip')
    await frame.getByRole('heading').click()
    await page.getByRole('button', { name: 'Up to here' }).click()
    expect(await runEnded(page)).toMatch(/^Done/)

    // nothing waits, and nothing would go on
    await says(page, 'Frame', 'look at it before it goes on')
    await says(page, 'Clip', 'waiting for you to look at “Frame”')
    await shoot(page, 'gate-no-run')

    // what is run alone asks as well, and makes nothing of the step it builds on
    await dismissNotices(page)
    await clip.getByRole('heading').click()
    await page.getByRole('button', { name: 'Run this' }).click()
    await page.getByText('Waiting', { exact: true }).first().waitFor()
    await frame.getByRole('button', { name: 'Approve' }).waitFor()
    expect(await frame.getByRole('button', { name: 'Re-roll' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText(/^Stopped/).waitFor()
    await dismissNotices(page)

    await clip.getByRole('button', { name: 'Go to “Frame”' }).waitFor()
    await page.getByRole('region', { name: 'Why it runs' }).getByRole('button', { name: 'Go to “Frame”' }).click()
    const section = page.getByRole('region', { name: 'It waits for you' })
    await section.getByText('What comes after it waits until you approve it').waitFor()
    await shoot(page, 'gate-no-run-asks')
    await section.getByRole('button', { name: 'Approve' }).click()
    await section.waitFor({ state: 'detached' })
    await says(page, 'Clip', 'not run yet')
    expect(await runToTheEnd(page)).toMatch(/^Done/)
  })

  test('of an item that has left the list is still there to be opened', async () => {
    const project = await drawn(stage, 'text → image → video', {
      text: { title: 'Shots', params: { text: 'dawn\nnoon', split: 'lines' } },
      image: { title: 'Frames', gate: true },
      video: { title: 'Clips', params: { seconds: 2 } },
    })
    const page = await openProject(stage, project)
    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    await says(page, 'Frames', '2 of 2 to look at')
    await card(page, 'Shots').getByRole('textbox').fill('dusk')
    await saved(page)
    await dismissNotices(page)
    await card(page, 'Frames').getByRole('button', { name: 'Approve all 2' }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
  })

  test('a second press does not approve what slides under the pointer', async () => {
    const project = await drawn(stage, 'text → image → video', {
      text: { title: 'Shots', params: { text: 'dawn\nnoon\ndusk', split: 'lines' } },
      image: { title: 'Frames', gate: true },
      video: { title: 'Clips', params: { seconds: 2 } },
    })
    const page = await openProject(stage, project)
    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    await says(page, 'Frames', '3 of 3 to look at')
    await card(page, 'Frames').getByRole('heading').click()
    const section = page.getByRole('region', { name: 'It waits for you' })
    const closed = async (): Promise<readonly number[]> =>
      (await newestRun(stage.api, project)).tasks
        .filter(({ node, gate }) => node === 'image' && gate === 'closed')
        .map(({ position }) => position)

    for (const [place, number] of [
      [section, 1],
      [card(page, 'Frames'), 2],
    ] as const) {
      const approve = place.getByRole('button', { name: `Approve item ${number}` })
      await approve.click({ trial: true })
      await approve.evaluate(pressAsSoonAsAnotherIsThere)
      await approve.click()
      await page.waitForFunction(() => document.body.dataset['pressed'])
      await expect.poll(closed).toEqual([1, 2].filter((position) => position >= number))
    }
    // and after a moment it can be answered
    await dismissNotices(page)
    await section.getByRole('button', { name: 'Approve' }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
  })
})

/** The second press of a double click, on whatever comes to stand where the button stood. */
const pressAsSoonAsAnotherIsThere = (button: Element): void => {
  const { x, y, width, height } = button.getBoundingClientRect()
  const name = button.getAttribute('aria-label')
  delete document.body.dataset['pressed']
  const look = new MutationObserver(() => {
    const there = document.elementFromPoint(x + width / 2, y + height / 2)?.closest('button')
    if (!there || there.getAttribute('aria-label') === name) return
    look.disconnect()
    there.click()
    document.body.dataset['pressed'] = there.getAttribute('aria-label') ?? there.textContent
  })
  look.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
}
