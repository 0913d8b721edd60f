import { expect, test } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { card, drag, middleOf, notice, port, runEnded, saved, says, surface, wires } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('two people in one project', () => {
  const stage = useStage()

  test('see each other’s edits and the run; undo leaves alone what the other has written since', async () => {
    const project = await drawn(stage, 'text → image → video', {
      text: { title: 'Concept', params: { text: 'a bridge in the fog' } },
      image: { title: 'Frame' },
      video: { title: 'Clip', params: { seconds: 2 } },
    })
    const [ann, ben] = [await openProject(stage, project), await openProject(stage, project, await stage.person())]
    const textOf = (page: typeof ann) => card(page, 'Concept').getByRole('textbox').inputValue()

    // typing, a new card and a moved one arrive on the other side
    await card(ann, 'Concept').getByRole('textbox').fill('a bridge in the fog at dusk')
    await expect.poll(() => textOf(ben)).toBe('a bridge in the fog at dusk')
    await surface(ben).dblclick({ position: { x: 260, y: 120 } })
    await ben.getByRole('combobox', { name: 'Add a node' }).fill('music')
    await ben.keyboard.press('Enter')
    await card(ann, 'Audio').waitFor()
    const before = await middleOf(card(ann, 'Clip'))
    const grip = await middleOf(card(ben, 'Clip').getByRole('heading'))
    await drag(ben, grip, { x: grip.x, y: grip.y + 150 })
    await expect.poll(async () => (await middleOf(card(ann, 'Clip'))).y).toBeGreaterThan(before.y + 60)

    // Ann cuts a wire, Ben sees it go and come back
    await expect.poll(() => wires(ben).count()).toBe(2)
    await drag(ann, await middleOf(port(ann, 'Input', 'End image', 'Clip')), { x: before.x, y: before.y - 250 })
    await ann.keyboard.press('Escape')
    await card(ann, 'Frame').getByRole('heading').click()
    await ann.keyboard.press('Delete')
    await card(ben, 'Frame').waitFor({ state: 'detached' })
    await expect.poll(() => wires(ben).count()).toBe(0)
    await ann.keyboard.press('ControlOrMeta+Z')
    await card(ben, 'Frame').waitFor()
    await expect.poll(() => wires(ben).count()).toBe(2)
    await shoot(ben, 'two-tabs')

    // Ben starts it; Ann sees it run, and its end
    await ben
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    await ann
      .getByRole('region', { name: 'Run' })
      .getByText(/Planning|Running/)
      .waitFor()
    await Promise.all([runEnded(ann), runEnded(ben)])
    await says(ann, 'Clip', /0:02/)

    // Ann renames; Ben writes the same title over it; Ann's undo does not take Ben's words away
    for (const [page, title, other] of [
      [ann, 'Idea', ben],
      [ben, 'The idea', ann],
    ] as const) {
      const there = page.getByRole('article', { name: /Concept|Idea/ })
      await there.getByRole('heading').dblclick()
      await page.getByRole('textbox', { name: 'Title' }).fill(title)
      await page.keyboard.press('Enter')
      await card(other, title).waitFor()
    }
    await surface(ann).click({ position: { x: 500, y: 700 } })
    await ann.keyboard.press('ControlOrMeta+Z')
    await notice(ann, /^Cannot undo “Rename”: it has been changed elsewhere since\.$/).waitFor()
    await card(ann, 'The idea').waitFor()
    await shoot(ann, 'two-tabs-undo')

    // what is Ann's own alone she can still take back
    await saved(ann)
    await ann.getByRole('button', { name: 'Undo type' }).click()
    await expect.poll(() => card(ben, 'The idea').getByRole('textbox').inputValue()).toBe('a bridge in the fog')
  })

  test('one deletes what the other types in: both are told the truth, and nothing breaks', async () => {
    const project = await drawn(stage, 'text → image', { text: { title: 'Concept' }, image: { title: 'Frame' } })
    const [ann, ben] = [await openProject(stage, project), await openProject(stage, project, await stage.person())]
    await card(ann, 'Concept').getByRole('textbox').click()
    const deleted = async () => {
      await card(ben, 'Concept').getByRole('heading').click()
      await ben.keyboard.press('Delete')
    }
    // figures are no shortcuts, should some of them come when the field has gone
    await Promise.all([ann.keyboard.type('7 7 7 7 7 7 7 7 7 7 7 7 7 7', { delay: 60 }), deleted()])
    await card(ann, 'Concept').waitFor({ state: 'detached' })
    await notice(ann, /^A change could not be saved and was taken back/).waitFor()
    await saved(ben)
    await ben.keyboard.press('ControlOrMeta+Z')
    await card(ann, 'Concept').waitFor()
    await expect.poll(() => wires(ann).count()).toBe(1)
    await card(ann, 'Concept').getByRole('textbox').fill('a lighthouse')
    await saved(ann)
    await expect.poll(() => card(ben, 'Concept').getByRole('textbox').inputValue()).toBe('a lighthouse')
  })
})
