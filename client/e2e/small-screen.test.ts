import { expect, test } from 'vitest'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, notice, runToTheEnd, saved, says, watch } from './canvas.ts'
import { drawn } from './drawn.ts'
import { shoot, useStage } from './stage.ts'

describeInBrowser('a telephone', () => {
  const stage = useStage({ size: { width: 390, height: 844 } })

  test('shows the project as steps: the prompt is edited, it runs, it plays, a step is re-rolled', async () => {
    const project = await drawn(stage, 'text → image → video → assembly', {
      text: { title: 'Concept', params: { text: 'a red kite over the dunes' } },
      image: { title: 'Frame' },
      video: { title: 'Clip', params: { seconds: 2 } },
      assembly: { title: 'Film' },
    })
    const phone = await stage.person({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    let plan = () => {}
    const asked = new Promise<void>((resolve) => (plan = resolve))
    await phone.route(/\/plan\b/, async (route) => {
      await asked
      await route.continue()
    })
    const page = await stage.tab(`/p/${project}`, phone)
    await card(page, 'Film').waitFor()
    // before the first plan has come nothing is made up about what a text waits for
    await says(page, 'Concept', 'typed')
    plan()
    await says(page, 'Concept', '6 words')
    expect(await page.getByRole('listitem').getByRole('article').allTextContents()).toHaveLength(4)
    const titles = await page.getByRole('listitem').getByRole('heading').allTextContents()
    expect(titles).toEqual(['Concept', 'Frame', 'Clip', 'Film'])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await shoot(page, 'small-opened')

    const prompt = card(page, 'Concept').getByRole('textbox', { name: 'Text of Concept' })
    await prompt.tap()
    await prompt.fill('a red kite over the dunes at sunset')
    await saved(page)
    expect(await runToTheEnd(page)).toMatch(/^Done.* 3 steps made/)
    // the list makes room for the notice: it lies over nothing
    const [list, said] = await Promise.all([page.getByRole('main').boundingBox(), notice(page, /^Done/).boundingBox()])
    expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual(said?.y ?? 0)
    await shoot(page, 'small-ran')
    await watch(page, 'Film')
    await shoot(page, 'small-plays')

    const frame = card(page, 'Frame')
    await frame.getByRole('button', { name: 'Prompt, settings and takes' }).tap()
    await shoot(page, 'small-settings')
    await frame.getByRole('button', { name: 'Re-roll' }).tap()
    await frame.getByText('2 takes').waitFor()
    const run = await newestRun(stage.api, project)
    expect(run.tasks.filter((task) => !task.reused).map((task) => task.node)).toEqual(['image'])
    await frame.getByRole('button', { name: 'Use this take' }).last().tap()
    await frame.getByRole('listitem').filter({ hasText: 'Take 1' }).getByText('in use').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await shoot(page, 'small-takes')
  })

  test('begins an empty project and adds its first step', async () => {
    const { project } = await stage.project({ name: 'Pocket film' })
    const page = await stage.tab(`/p/${project.id}`)
    await page.getByText('No steps yet').waitFor()
    await page.getByRole('button', { name: 'Add a step' }).click()
    await page.getByRole('option', { name: /^Text/ }).click()
    await card(page, 'Text').getByRole('textbox').fill('a whale at night')
    await saved(page)
    await shoot(page, 'small-empty')
    expect(Object.keys((await stage.api.open(project.id)).project.nodes)).toHaveLength(1)
  })
})
