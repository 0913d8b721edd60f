import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, choose, dismissNotices, runEnded, runToTheEnd, saved, says } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('takes of one step', () => {
  const stage = useStage()
  const takes = (page: Page, title: string): Locator =>
    card(page, title).getByRole('group', { name: /^Take \d of \d$/ })
  const pictureOf = (page: Page, title: string): Promise<string | null> =>
    card(page, title).locator('img').first().getAttribute('src')

  test('a re-roll adds one, an older one can be chosen again, and nothing is made twice', async () => {
    const project = await drawn(stage, 'text → image → video → assembly', {
      text: { title: 'Concept', params: { text: 'a red tower over the desert at noon' } },
      image: { title: 'Frame' },
      video: { title: 'Clip', params: { seconds: 2 } },
      assembly: { title: 'Film' },
    })
    const ran = async () => {
      const run = await newestRun(stage.api, project)
      return run.tasks
        .filter((task) => !task.reused)
        .map((task) => task.node)
        .toSorted()
    }
    const chosen = async (page: Page, title: string, item: string): Promise<readonly string[]> => {
      await dismissNotices(page)
      await choose(page, title, item)
      expect(await runEnded(page)).toMatch(/^Done/)
      return ran()
    }
    const page = await openProject(stage, project)
    expect(await runToTheEnd(page)).toMatch(/^Done.* 3 steps made/)
    const first = await pictureOf(page, 'Frame')

    expect(await chosen(page, 'Frame', 'Re-roll')).toEqual(['image'])
    await expect.poll(() => pictureOf(page, 'Frame')).not.toBe(first)
    await takes(page, 'Frame').getByRole('button', { name: 'Take 2', pressed: true }).waitFor()
    await says(page, 'Clip', 'changed since')
    await says(page, 'Film', 'depends on the steps before it')
    await shoot(page, 'takes-rerolled')

    await takes(page, 'Frame').getByRole('button', { name: 'Take 1' }).click()
    await expect.poll(() => pictureOf(page, 'Frame')).toBe(first)
    await says(page, 'Film', /0:02/)
    await saved(page)
    expect(await runToTheEnd(page)).toBe('Nothing had to run: everything is reused.')
    await shoot(page, 'takes-pinned')

    // let go of it: the newer take counts again
    await card(page, 'Frame').getByRole('heading').click()
    const list = page.getByRole('region', { name: 'Takes' })
    await list.getByText('2 takes').waitFor()
    await list.getByRole('button', { name: 'Unpin' }).click()
    await takes(page, 'Frame').getByRole('button', { name: 'Take 2', pressed: true }).waitFor()
    await says(page, 'Clip', 'changed since')

    expect(await chosen(page, 'Clip', 'Run up to here')).toEqual(['video'])
    await says(page, 'Film', 'changed since')
    expect(await chosen(page, 'Film', 'Run only this')).toEqual(['assembly'])
    await card(page, 'Clip').getByRole('heading').click()
    await page.getByRole('combobox', { name: 'Camera' }).click()
    await page.getByRole('option', { name: 'Pan left' }).click()
    await says(page, 'Clip', 'changed since')
    expect(await chosen(page, 'Clip', 'Run from here')).toEqual(['assembly', 'video'])
    await shoot(page, 'takes-from-here')

    // locked: it keeps what it has, whatever comes in
    await choose(page, 'Frame', 'Lock the result')
    const locked = await pictureOf(page, 'Frame')
    await card(page, 'Frame').getByRole('button', { name: 'Menu of Frame' }).click()
    const menu = page.getByRole('menu')
    expect(await menu.getByRole('menuitem', { name: /^Re-roll/ }).getAttribute('aria-disabled')).toBe('true')
    await menu
      .getByRole('menuitem', { name: /^Re-roll/ })
      .getByText('It is locked.')
      .waitFor()
    await shoot(page, 'takes-locked')
    await page.keyboard.press('Escape')
    await page.getByRole('note').getByText('Locked').waitFor()
    expect(await page.getByRole('radiogroup', { name: 'Ratio' }).getByRole('radio').first().isDisabled()).toBe(true)
    await card(page, 'Concept').getByRole('textbox').fill('a green tower in the rain at night')
    await saved(page)
    expect(await runToTheEnd(page)).toBe('Nothing had to run: everything is reused.')
    expect(await pictureOf(page, 'Frame')).toBe(locked)
    await choose(page, 'Frame', 'Lock the result')
    await says(page, 'Frame', 'changed since')
    expect(await runToTheEnd(page)).toMatch(/^Done.* 3 steps made/)
  })

  test('each can be looked at in full, by the keyboard', async () => {
    const project = await drawn(stage, 'text → image', {
      text: { title: 'Concept', params: { text: 'a lone tree on a hill' } },
      image: { title: 'Frame' },
    })
    const page = await openProject(stage, project)
    await runToTheEnd(page)
    await dismissNotices(page)
    await choose(page, 'Frame', 'Re-roll')
    await runEnded(page)
    await card(page, 'Frame').getByRole('heading').click()
    await page.keyboard.press('Space')
    const viewer = page.getByRole('dialog')
    await viewer.getByText(/^take 2 ·/).waitFor()
    await shoot(page, 'takes-viewer')
    await page.keyboard.press('ArrowLeft')
    await viewer.getByRole('button', { name: /Use this take/ }).click()
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'hidden' })
    await takes(page, 'Frame').getByRole('button', { name: 'Take 1', pressed: true }).waitFor()
    await saved(page)
    const { nodes } = (await stage.api.open(project)).project
    expect(Object.values(nodes).map((node) => Object.keys(node.pins).length)).toEqual([0, 1])
  })
})
