import { expect, test } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { card, drag, middleOf, surface } from './canvas.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('what can be added', () => {
  const stage = useStage({ env: { RUNWAYML_API_SECRET: 'key_of_a_test_that_never_runs' } })

  test('is a row a kind, with models, prices and missing keys behind it; what was used last is what the next one starts with', async () => {
    const { project } = await stage.project({ name: 'Many models' })
    const page = await openProject(stage, project.id)
    const modelsOnCanvas = async () =>
      Object.values((await stage.api.open(project.id)).project.nodes).map((node) => node.model)
    await page.getByRole('button', { name: 'Nodes', exact: true }).click()
    const palette = page.getByRole('complementary', { name: 'Nodes to add' })
    expect(await palette.getByRole('button', { name: /^(Text|Image|Video|Audio|Assembly)/ }).count()).toBe(5)
    expect(await palette.getByRole('button', { name: /Kling/ }).count()).toBe(0)

    // with the keyboard alone
    await palette.getByRole('button', { name: /^Video/ }).focus()
    await page.keyboard.press('ArrowRight')
    const videos = palette.getByRole('group', { name: 'Models of Video' })
    await videos.getByRole('heading', { name: 'Runway' }).waitFor()
    // one key is there, the other is not
    await videos.getByRole('heading', { name: 'fal needs a key' }).waitFor()
    expect(await videos.getByRole('heading', { name: 'Runway' }).textContent()).toBe('Runway')
    expect(await videos.getByRole('button', { name: /^Gen-4 Turbo/ }).textContent()).toContain('≈ $0.25 for 5 s')
    expect(await videos.getByRole('button', { name: /^Kling 3.0 pro/ }).textContent()).toContain('≈ $0.56 for 5 s')
    expect(await videos.getByRole('button', { name: /^Draft camera/ }).textContent()).toContain('free')
    await shoot(page, 'palette-open')
    await videos.getByRole('button', { name: /^Gen-4 Turbo/ }).press('Enter')
    await card(page, 'Video').getByText('Gen-4 Turbo').waitFor()
    await palette.getByRole('button', { name: /^Video with Gen-4 Turbo/ }).press('ArrowLeft')
    await expect.poll(() => videos.count()).toBe(0)
    await drag(page, await middleOf(palette.getByRole('button', { name: /^Video/ })), await middleOf(surface(page)))
    await expect.poll(modelsOnCanvas).toEqual(['runway/gen4-turbo', 'runway/gen4-turbo'])

    // by what it can do, by its maker, and by a name that nobody can offer
    const find = palette.getByRole('textbox', { name: 'Find a node' })
    await find.fill('tail frame')
    await palette.getByRole('button', { name: /^Kling 3.0 pro · fal ≈ \$0.56 for 5 s needs a key/ }).waitFor()
    expect(await palette.getByRole('button', { name: /^Hailuo 2.3/ }).count()).toBe(0)
    await find.fill('suno')
    await palette.getByText('Suno has no official API. Use instead:').waitFor()
    await shoot(page, 'palette-suno')
    await palette.getByRole('button', { name: /^Draft music/ }).click()
    await card(page, 'Audio').getByText('Draft music').waitFor()
  })

  test('is found by typing where it is to stand: → shows the models of a kind, a telephone has the same', async () => {
    const { project } = await stage.project({ name: 'By typing' })
    const page = await openProject(stage, project.id)
    await surface(page).click({ position: { x: 500, y: 700 } })
    await page.keyboard.press('Tab')
    const search = page.getByRole('dialog', { name: 'Add a node' })
    const options = search.getByRole('option')
    await expect.poll(() => options.count()).toBe(8)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await search.getByRole('option', { name: /^FLUX.1 dev · fal ≈ \$0.025 a picture needs a key/ }).waitFor()
    await shoot(page, 'search-open')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => options.count()).toBe(8)
    await page.keyboard.type('midjourney')
    await search.getByRole('group', { name: 'Midjourney has no official API. Use instead:' }).waitFor()
    await shoot(page, 'search-midjourney')
    await page.keyboard.press('Enter')
    await card(page, 'Image').getByText('FLUX.2 pro').waitFor()

    const phone = await stage.person({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const small = await stage.tab(`/p/${project.id}`, phone)
    await card(small, 'Image').waitFor()
    await small.getByRole('button', { name: 'Add a step' }).tap()
    await small.getByTitle('Show its models (→)').nth(2).tap()
    const runway = small.getByRole('option', { name: /^Gen-4 Turbo · Runway/ })
    await runway.scrollIntoViewIfNeeded()
    await shoot(small, 'search-small')
    expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await runway.tap()
    await card(small, 'Video').waitFor()
  })
})
