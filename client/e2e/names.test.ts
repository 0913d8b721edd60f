import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { card, choose, runToTheEnd } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

/** Buttons, links and fields without a name that a screen reader could say. */
const nameless = (page: Page): Promise<readonly string[] | 'nothing looked at'> =>
  page.evaluate(() => {
    const named = (element: Element): boolean => {
      const by = element
        .getAttribute('aria-labelledby')
        ?.split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join('')
      const label =
        element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement ||
        element instanceof HTMLButtonElement
          ? [...(element.labels ?? [])].map(({ textContent }) => textContent).join('')
          : ''
      return [
        element.getAttribute('aria-label'),
        by,
        label,
        element.textContent,
        element.getAttribute('title'),
        element.querySelector('img')?.getAttribute('alt'),
      ].some((text) => text?.trim())
    }
    const controls =
      'button, a[href], input:not([type=hidden]):not([hidden]), textarea, select, [role=button], [role=slider], [role=menuitem], [role=option], [role=dialog]'
    const found = [...document.querySelectorAll(controls)]
    if (found.length < 5) return 'nothing looked at'
    return found
      .filter((element) => !element.closest('[aria-hidden=true]') && !named(element))
      .map((element) => element.outerHTML.slice(0, 160))
  })

describeInBrowser('a screen reader', () => {
  const stage = useStage()
  const chain = () =>
    drawn(stage, 'text → image → video → assembly', {
      text: { title: 'Concept', params: { text: 'an old tram climbs a hill' } },
      image: { title: 'Frame' },
      video: { title: 'Clip', params: { seconds: 2 } },
      assembly: { title: 'Film' },
    })

  test('has a name to say for everything that can be pressed', async () => {
    const page = await openProject(stage, await chain())
    await runToTheEnd(page)
    expect(await nameless(page)).toEqual([])
    for (const title of ['Concept', 'Frame', 'Clip', 'Film']) {
      await card(page, title).getByRole('heading').click()
      await page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: title }).waitFor()
      expect(await nameless(page)).toEqual([])
    }
    await page.getByRole('button', { name: 'Nodes', exact: true }).click()
    await page.getByRole('complementary', { name: 'Nodes to add' }).waitFor()
    expect(await nameless(page)).toEqual([])
    await page.getByRole('button', { name: 'Runs', exact: true }).click()
    await page.getByRole('complementary', { name: 'Runs' }).waitFor()
    expect(await nameless(page)).toEqual([])
    await shoot(page, 'keyboard-runs')
    await choose(page, 'Frame', 'Quick look')
    await page.getByRole('dialog').waitFor()
    expect(await nameless(page)).toEqual([])
    await page.keyboard.press('Escape')
    for (const [path, open] of [
      ['/projects', page.getByRole('link', { name: 'Open Drawn' })],
      ['/templates', page.getByRole('button', { name: 'Open First film' })],
    ] as const) {
      await page.goto(`${stage.server.url}${path}`)
      await open.first().waitFor()
      expect(await nameless(page)).toEqual([])
    }
  })
})
