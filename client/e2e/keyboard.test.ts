import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, dismissNotices, notice, runToTheEnd, saved, says, surface, wires } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('the keyboard', () => {
  const stage = useStage()
  const cards = (page: Page) => page.getByRole('article')
  const chain = () =>
    drawn(stage, 'text → image → video → assembly', {
      text: { title: 'Concept', params: { text: 'an old tram climbs a hill' } },
      image: { title: 'Frame' },
      video: { title: 'Clip', params: { seconds: 2 } },
      assembly: { title: 'Film' },
    })

  test('carries nodes from one project to another through the system’s clipboard', async () => {
    const [from, to] = [await chain(), (await stage.project({ name: 'Other' })).project.id]
    const page = await openProject(stage, from)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await surface(page).click({ position: { x: 500, y: 700 } })
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.press('ControlOrMeta+C')
    expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toHaveProperty('nodes')

    const other = await openProject(stage, to)
    await surface(other).click({ position: { x: 500, y: 700 } })
    await other.keyboard.press('ControlOrMeta+V')
    await expect.poll(() => cards(other).count()).toBe(4)
    await expect.poll(() => wires(other).count()).toBe(3)
    expect(await card(other, 'Concept').getByRole('textbox').inputValue()).toBe('an old tram climbs a hill')
    await saved(other)
    await other.keyboard.press('ControlOrMeta+Z')
    await other.getByText('An empty canvas').waitFor()

    // a text becomes a Text node, and in a field it stays a text
    await other.evaluate(() => navigator.clipboard.writeText('a fox in the snow'))
    await other.keyboard.press('ControlOrMeta+V')
    await card(other, 'Text').waitFor()
    await card(other, 'Text').getByRole('textbox').click()
    await other.keyboard.press('End')
    await other.keyboard.press('ControlOrMeta+V')
    expect(await card(other, 'Text').getByRole('textbox').inputValue()).toBe('a fox in the snowa fox in the snow')
    expect(await cards(other).count()).toBe(1)

    // cut here, paste there
    await surface(page).click({ position: { x: 500, y: 700 } })
    await card(page, 'Film').getByRole('heading').click()
    await page.keyboard.press('ControlOrMeta+X')
    await card(page, 'Film').waitFor({ state: 'detached' })
    await surface(other).click({ position: { x: 300, y: 700 } })
    await other.keyboard.press('ControlOrMeta+V')
    await card(other, 'Film').waitFor()
  })

  test('adds, walks, deletes, dissolves, bypasses, groups, duplicates; each can be undone', async () => {
    const page = await openProject(stage, await chain())
    const undo = () => page.keyboard.press('ControlOrMeta+Z')
    await card(page, 'Concept').getByRole('heading').click()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: 'Clip' }).waitFor()

    await page.keyboard.press('Delete')
    await card(page, 'Clip').waitFor({ state: 'detached' })
    expect(await wires(page).count()).toBe(1)
    await undo()
    await card(page, 'Clip').waitFor()
    await expect.poll(() => wires(page).count()).toBe(3)

    await card(page, 'Clip').getByRole('heading').click()
    await page.keyboard.press('b')
    await page.getByRole('article', { name: 'Clip, bypassed' }).waitFor()
    await page.keyboard.press('b')
    await page.getByRole('article', { name: 'Clip', exact: true }).waitFor()
    await page.keyboard.press('m')
    await page.getByRole('article', { name: 'Clip, off' }).waitFor()
    await undo()
    await page.getByRole('article', { name: 'Clip', exact: true }).waitFor()
    await page.keyboard.press('ControlOrMeta+Delete')
    await card(page, 'Clip').waitFor({ state: 'detached' })
    await undo()
    await card(page, 'Clip').waitFor()

    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.press('ControlOrMeta+G')
    await page.getByRole('region', { name: /^Group/ }).waitFor()
    await shoot(page, 'keyboard-group')
    await page.keyboard.press('ControlOrMeta+Shift+G')
    await page.getByRole('region', { name: /^Group/ }).waitFor({ state: 'detached' })
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.press('ControlOrMeta+D')
    await expect.poll(() => cards(page).count()).toBe(8)
    await undo()
    await expect.poll(() => cards(page).count()).toBe(4)

    await surface(page).click({ position: { x: 500, y: 700 } })
    await page.keyboard.press('Tab')
    await page.getByRole('combobox', { name: 'Add a node' }).waitFor()
    await page.keyboard.type('music')
    await page.keyboard.press('Enter')
    await card(page, 'Audio').waitFor()
    await page.keyboard.press('F2')
    await page.getByRole('textbox', { name: 'Title' }).fill('Bed')
    await page.keyboard.press('Enter')
    await card(page, 'Bed').waitFor()
    await page.keyboard.press('c')
    await saved(page)
    await shoot(page, 'keyboard-edited')
  })

  test('dissolving joins what fed a step to what it fed, where the types match', async () => {
    const page = await openProject(
      stage,
      await drawn(stage, 'text → text2 → image', {
        text: { title: 'Concept', params: { text: 'rain' } },
        text2: { title: 'Shot', params: { text: 'Wide shot: {{concept}}' } },
        image: { title: 'Frame' },
      }),
    )
    await card(page, 'Shot').getByRole('heading').click()
    await page.keyboard.press('ControlOrMeta+Delete')
    await card(page, 'Shot').waitFor({ state: 'detached' })
    await expect.poll(() => wires(page).count()).toBe(1)
    await card(page, 'Frame').getByRole('heading').click()
    await page.getByRole('complementary', { name: 'Inspector' }).getByText('from Concept').waitFor()
  })

  test('runs and stops; a step that is off is left out and says so', async () => {
    const project = await chain()
    const page = await openProject(stage, project)
    await card(page, 'Clip').getByRole('heading').click()
    await page.keyboard.press('m')
    await saved(page)
    await runToTheEnd(page)
    await says(page, 'Frame', '1280 × 720')
    await shoot(page, 'keyboard-off')
    await card(page, 'Clip').getByRole('heading').click()
    await page.keyboard.press('m')
    await page
      .getByRole('spinbutton', { name: 'Length' })
      .or(page.getByRole('textbox', { name: 'Length' }))
      .fill('10')
    await page.keyboard.press('Enter')
    await surface(page).click({ position: { x: 500, y: 700 } })
    await page.keyboard.press('ControlOrMeta+Enter')
    await card(page, 'Clip').getByRole('progressbar').waitFor()
    await page.keyboard.press('ControlOrMeta+.')
    await notice(page, /^Stopped/).waitFor()
    await shoot(page, 'keyboard-stopped')
    expect((await newestRun(stage.api, project)).status).toBe('cancelled')
    await dismissNotices(page)
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.getByRole('region', { name: 'Run', exact: true }).getByRole('button', { name: 'Stop' }).click()
    await notice(page, /^Stopped/).waitFor()
    const stopped = await newestRun(stage.api, project)
    expect(stopped.status).toBe('cancelled')
    expect(stopped.tasks.find((task) => task.node === 'image')?.reused).toBe(true)
  })

  test('leaves alone whoever types, and shows all it can do on ?', async () => {
    const page = await openProject(stage, await chain())
    const field = card(page, 'Concept').getByRole('textbox')
    await field.click()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('n b m l c i p h ? Tab')
    await page.keyboard.press('Backspace')
    expect(await field.inputValue()).toBe('n b m l c i p h ? Ta')
    expect(await cards(page).count()).toBe(4)
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('article', { name: 'Concept', exact: true }).waitFor()

    await surface(page).click({ position: { x: 500, y: 700 } })
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Shortcuts' })
    await sheet.getByText('Zoom to fit').waitFor()
    await shoot(page, 'keyboard-sheet')
    await page.keyboard.press('n')
    expect(await page.getByRole('dialog').count()).toBe(1)
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })

    await page.keyboard.press('ControlOrMeta+K')
    await page.getByRole('combobox', { name: 'Find a command' }).fill('select all')
    await page.keyboard.press('Enter')
    await page
      .getByRole('complementary', { name: 'Inspector' })
      .getByText(/4 (nodes|steps|selected)/)
      .waitFor()
  })
})
