import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Run } from '@reelgraph/shared'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import {
  card,
  drag,
  middleOf,
  notice,
  port,
  pull,
  runToTheEnd,
  saved,
  says,
  surface,
  watch,
  wire,
  wires,
  type Spot,
} from './canvas.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('a film built by hand', () => {
  const stage = useStage({ size: { width: 2000, height: 1000 } })

  /** Where on the canvas, in px from its corner. */
  const at = async (page: Page, x: number, y: number): Promise<Spot> => {
    const box = await surface(page).boundingBox()
    return { x: (box?.x ?? 0) + x, y: (box?.y ?? 0) + y }
  }
  const dragFromPalette = async (page: Page, entry: RegExp, to: Spot): Promise<void> => {
    const row = page.getByRole('complementary', { name: 'Nodes to add' }).getByRole('button', { name: entry })
    await drag(page, await middleOf(row), to)
  }
  const rename = async (page: Page, from: string, to: string): Promise<void> => {
    await card(page, from).getByRole('heading', { name: from }).dblclick()
    await page.getByRole('textbox', { name: 'Title' }).fill(to)
    await page.keyboard.press('Enter')
    await card(page, to).waitFor()
  }
  const type = async (page: Page, title: string, text: string): Promise<void> => {
    await card(page, title)
      .getByRole('textbox', { name: `Text of ${title}` })
      .click()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(text)
    await surface(page).click({ position: { x: 700, y: 900 } })
  }
  const ranIn = (run: Run, titles: ReadonlyMap<string, string>): readonly string[] =>
    run.tasks
      .filter((task) => !task.reused)
      .map((task) => titles.get(task.node) ?? task.node)
      .toSorted()

  test('from an empty canvas, by dragging and wiring, to a film; then only what changed runs; then back to nothing and forth again', async () => {
    const { project } = await stage.project({ name: 'By hand' })
    const page = await openProject(stage, project.id)
    await page.getByText('An empty canvas').waitFor()
    await page.getByRole('button', { name: 'Nodes', exact: true }).click()

    // the first branch: from the palette
    await dragFromPalette(page, /^Text/, await at(page, 420, 90))
    await rename(page, 'Text', 'Dawn')
    await type(page, 'Dawn', 'Wide shot: a lighthouse at dawn, gulls')
    await dragFromPalette(page, /^Image/, await at(page, 760, 90))
    await rename(page, 'Image', 'Dawn frame')
    await dragFromPalette(page, /^Video/, await at(page, 1120, 90))
    await rename(page, 'Video', 'Dawn clip')
    await dragFromPalette(page, /^Assembly/, await at(page, 1420, 300))
    await rename(page, 'Assembly', 'Film')
    await page.getByRole('button', { name: 'Nodes', exact: true }).click()
    await shoot(page, 'by-hand-cards')
    await wire(page, port(page, 'Output', 'Text', 'Dawn'), port(page, 'Input', 'Prompt', 'Dawn frame'))
    await wire(page, port(page, 'Output', 'Image', 'Dawn frame'), port(page, 'Input', 'Start image', 'Dawn clip'))
    await wire(page, port(page, 'Output', 'Video', 'Dawn clip'), port(page, 'Input', 'Clips', 'Film'))
    await expect.poll(() => wires(page).count()).toBe(3)

    // the second branch: by double-click and search, and by wires dropped on nothing
    const spot = await at(page, 200, 480)
    await page.mouse.dblclick(spot.x, spot.y)
    await page.getByRole('combobox', { name: 'Add a node' }).fill('text')
    await page.keyboard.press('Enter')
    await rename(page, 'Text', 'Night')
    await type(page, 'Night', 'Close-up: a fox in the snow at night')
    await drag(page, await middleOf(port(page, 'Output', 'Text', 'Night')), await at(page, 620, 560))
    await page.getByRole('dialog', { name: 'Add a node' }).getByText('Fits').waitFor()
    await shoot(page, 'by-hand-search')
    await page.getByRole('option', { name: /^Image/ }).click()
    await card(page, 'Image').waitFor()
    await drag(page, await middleOf(port(page, 'Output', 'Image', 'Image')), await at(page, 1000, 560))
    await page.getByRole('combobox', { name: 'Add a node' }).fill('video')
    await page.keyboard.press('Enter')
    await card(page, 'Video').waitFor()
    await expect.poll(() => wires(page).count()).toBe(5)

    // what does not fit says why, while it is dragged and when it is dropped
    await pull(
      page,
      await middleOf(port(page, 'Output', 'Text', 'Night')),
      await middleOf(port(page, 'Input', 'Clips', 'Film')),
    )
    const reason = surface(page)
      .getByRole('status')
      .getByText(/gives text, but “Clips” of “Film” takes a video/)
    await reason.waitFor()
    const pointer = await middleOf(port(page, 'Input', 'Clips', 'Film'))
    const beside = await reason.boundingBox()
    expect(Math.abs((beside?.y ?? 0) - pointer.y)).toBeLessThan(40)
    expect(
      Math.min(Math.abs((beside?.x ?? 0) - pointer.x), Math.abs((beside?.x ?? 0) + (beside?.width ?? 0) - pointer.x)),
    ).toBeLessThan(40)
    await shoot(page, 'by-hand-refused')
    await page.mouse.up()
    await notice(page, /gives text, but “Clips” of “Film” takes a video/).waitFor()
    expect(await wires(page).count()).toBe(5)
    await wire(page, port(page, 'Output', 'Video', 'Video'), port(page, 'Input', 'Clips', 'Film'))
    await expect.poll(() => wires(page).count()).toBe(6)

    for (const clip of ['Dawn clip', 'Video']) {
      await card(page, clip).getByRole('heading').click()
      await page
        .getByRole('spinbutton', { name: 'Length' })
        .or(page.getByRole('textbox', { name: 'Length' }))
        .fill('2')
      await page.keyboard.press('Enter')
    }
    await saved(page)
    const { project: built } = await stage.api.open(project.id)
    const titles = new Map<string, string>(Object.values(built.nodes).map((node) => [node.id, node.title ?? node.kind]))

    expect(await runToTheEnd(page)).toMatch(/^Done/)
    expect(ranIn(await newestRun(stage.api, project.id), titles)).toEqual([
      'Dawn clip',
      'Dawn frame',
      'Film',
      'image',
      'video',
    ])
    await shoot(page, 'by-hand-ran')
    await watch(page, 'Film')

    // one prompt of two
    await type(page, 'Night', 'Close-up: an owl in the snow at night')
    await says(page, 'Film', 'depends on the steps before it')
    await shoot(page, 'by-hand-changed')
    expect(await runToTheEnd(page)).toMatch(/^Done.*3 steps made, 2 reused/)
    expect(ranIn(await newestRun(stage.api, project.id), titles)).toEqual(['Film', 'image', 'video'])
    await says(page, 'Dawn frame', /^reused/)
    await says(page, 'Dawn clip', /^reused/)

    // nothing changed
    expect(await runToTheEnd(page)).toBe('Nothing had to run: everything is reused.')
    const unchanged = await newestRun(stage.api, project.id)
    expect(ranIn(unchanged, titles)).toEqual([])
    expect(unchanged.tasks.length).toBeGreaterThan(4)
    await says(page, 'Film', /^reused/)

    // all the way back, and forth again
    const before = (await stage.api.open(project.id)).project
    await surface(page).click({ position: { x: 700, y: 900 } })
    const undo = page.getByRole('button', { name: /^Undo/ })
    for (let steps = 0; (await undo.isEnabled()) && steps < 100; steps += 1)
      await page.keyboard.press('ControlOrMeta+Z')
    await page.getByText('An empty canvas').waitFor()
    await saved(page)
    const empty = (await stage.api.open(project.id)).project
    expect([Object.keys(empty.nodes), Object.keys(empty.edges)]).toEqual([[], []])
    const redo = page.getByRole('button', { name: /^Redo/ })
    for (let steps = 0; (await redo.isEnabled()) && steps < 100; steps += 1)
      await page.keyboard.press('ControlOrMeta+Shift+Z')
    await expect.poll(() => wires(page).count()).toBe(6)
    await saved(page)
    const again = (await stage.api.open(project.id)).project
    expect([again.nodes, again.edges]).toEqual([before.nodes, before.edges])
    await says(page, 'Film', /0:0\d|reused/)
    await shoot(page, 'by-hand-redone')
  })
})
