import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A card of the canvas, or a step of the list on small screens, by its title. */
export const card = (page: Page, title: string): Locator =>
  page.getByRole('article', { name: new RegExp(`^${title}(, (off|bypassed|locked|holds until you have looked))*$`) })

export const port = (page: Page, side: 'Input' | 'Output', name: string, owner: string): Locator =>
  page.getByRole('img', { name: new RegExp(`^${side} ${name} of ${owner}:`) })

export const surface = (page: Page): Locator => page.locator('.react-flow')

export interface Spot {
  readonly x: number
  readonly y: number
}

export const middleOf = async (thing: Locator): Promise<Spot> => {
  const box = await thing.boundingBox()
  if (!box) throw new Error('What should be taken hold of is not shown.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Presses at one place, moves as a hand does, and stays pressed. */
export const pull = async (page: Page, from: Spot, to: Spot): Promise<void> => {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 6, from.y + 4)
  await page.mouse.move(to.x, to.y, { steps: 12 })
}

export const drag = async (page: Page, from: Spot, to: Spot): Promise<void> => {
  await pull(page, from, to)
  await page.mouse.up()
}

/** Drags a wire from one port to another. */
export const wire = async (page: Page, from: Locator, to: Locator): Promise<void> => {
  await drag(page, await middleOf(from), await middleOf(to))
}

export const wires = (page: Page): Locator => page.locator('.react-flow__edge')

/** A notice at the edge of the window. */
export const notice = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('region', { name: 'Notices' }).getByText(text)

export const saved = (page: Page): Promise<void> =>
  page.getByRole('status').getByText('saved', { exact: true }).waitFor()

/** Presses Run and waits for the notice of its end. */
export const runToTheEnd = async (page: Page): Promise<string> => {
  await dismissNotices(page)
  await page
    .getByRole('button', { name: /^Run\b/ })
    .first()
    .click()
  return runEnded(page)
}

/** Presses Run, and Run again below the plan. */
export const runAgreed = async (page: Page): Promise<void> => {
  const run = { name: /^Run\b/ }
  await page.getByRole('button', run).first().click()
  await page.getByRole('dialog').getByRole('button', run).click()
}

export const runEnded = async (page: Page): Promise<string> => {
  const end = notice(page, /^(Done|Stopped|Nothing had to run|\d+ steps? failed)/).last()
  await end.waitFor({ timeout: 60_000 })
  return end.innerText()
}

export const dismissNotices = async (page: Page): Promise<void> => {
  const close = page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Dismiss' })
  // One may go by itself while it is reached for.
  while ((await close.count()) > 0)
    await close
      .first()
      .click({ timeout: 1000 })
      .catch(() => undefined)
}

/** Chooses from the menu of a card. */
export const choose = async (page: Page, title: string, item: string): Promise<void> => {
  await card(page, title)
    .getByRole('button', { name: `Menu of ${title}` })
    .click()
  await page
    .getByRole('menuitem', { name: item })
    .or(page.getByRole('menuitemcheckbox', { name: item }))
    .first()
    .click()
}

/** Waits until the state line of a card says this. */
export const says = (page: Page, title: string, words: string | RegExp): Promise<void> =>
  card(page, title).locator('footer').getByText(words).waitFor({ timeout: 60_000 })

/** Plays the clip of a card and sees that time passes and that what is seen changes. */
export const watch = async (page: Page, title: string): Promise<void> => {
  const there = card(page, title)
  await there.scrollIntoViewIfNeeded()
  const play = there.getByRole('button', { name: /^Play/ })
  if (await page.evaluate(() => matchMedia('(pointer: coarse)').matches)) await play.tap()
  else {
    await there.locator('[data-type=video]').hover()
    await play.click()
  }
  const video = there.locator('video')
  const frame = () =>
    video.evaluate((element: HTMLVideoElement) => {
      const canvas = document.createElement('canvas')
      canvas.width = 64
      canvas.height = 36
      const context = canvas.getContext('2d')
      context?.drawImage(element, 0, 0, canvas.width, canvas.height)
      return { seconds: element.currentTime, pixels: [...(context?.getImageData(0, 0, 64, 36).data ?? [])] }
    })
  await expect.poll(async () => (await frame()).seconds, { timeout: 20_000 }).toBeGreaterThan(0.2)
  const before = await frame()
  await expect.poll(async () => (await frame()).seconds, { timeout: 20_000 }).toBeGreaterThan(before.seconds + 0.5)
  const after = await frame()
  const changed = after.pixels.filter((value, index) => Math.abs(value - (before.pixels[index] ?? 0)) > 4).length
  expect(changed).toBeGreaterThan(100)
}
