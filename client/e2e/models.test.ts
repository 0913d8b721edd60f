import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { card, notice, runToTheEnd, saved } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'
import { NodeIdSchema } from '@reelgraph/shared'

describeInBrowser('models side by side', () => {
  const stage = useStage({ env: { FAL_KEY: 'key-of-a-test:that-runs-nothing', RUNWAYML_API_SECRET: '' } })
  const film = () =>
    drawn(stage, 'text → image → video → assembly\ntext2 → image2 → video', {
      text: { title: 'Shots', params: { text: 'a fox\na heron\na moth', split: 'lines' } },
      image: { title: 'Frames' },
      text2: { title: 'Last', params: { text: 'an empty field' } },
      image2: { title: 'End frame' },
      video: { title: 'Clips', params: { seconds: 9, strength: 0.8 } },
      assembly: { title: 'Film' },
    })
  const open = async (page: Page, title: string) => {
    await card(page, title).getByRole('heading').click()
    await page.getByRole('button', { name: /^Model: / }).click()
    return page.getByRole('dialog', { name: 'Choose a model' })
  }

  test('say what one and what the film costs, how long it took here, what is missing and what would not fit; a swap says what it changed', async () => {
    const id = await film()
    const page = await openProject(stage, id)
    expect(await runToTheEnd(page)).toMatch(/^Done/)
    const models = await open(page, 'Frames')
    const fits = models.getByRole('group', { name: 'Fits' })
    const flux = fits.getByRole('option', { name: /^FLUX.1 dev · fal/ })
    await flux.getByText('$0.075 for 3').waitFor()
    // what the run says stands below the question and never over it, however little room there is
    const said = page.locator('[data-notices] [role=status]').first()
    const room = page.viewportSize() ?? { width: 1440, height: 900 }
    for (const height of [room.height, 560]) {
      await page.setViewportSize({ ...room, height })
      await said.hover()
      await expect
        .poll(async () => {
          const [below, asked] = [await said.boundingBox(), await models.boundingBox()]
          return below && asked && below.y >= asked.y + asked.height && below.y + below.height <= height
        })
        .toBe(true)
      await shoot(page, `models-notice-${height}`)
    }
    await page.setViewportSize(room)
    expect(await flux.textContent()).toContain('$0.025')
    expect(await flux.textContent()).toContain('not run here')
    // what it has made and how long that took, measured here
    const draft = fits.getByRole('option', { name: /^Draft storyboard · Draft in use/ })
    expect(await draft.textContent()).toMatch(/made already.*time of one ≈ /)
    // it would need a picture to change
    await models
      .getByRole('group', { name: 'Would need other wires' })
      .getByRole('option', { name: /^FLUX.1 Kontext pro.*needs a start image/ })
      .waitFor()
    await shoot(page, 'models-price')
    const titles = () => fits.getByRole('option').allTextContents()
    expect((await titles())[0]).toMatch(/^Draft storyboard/)
    await models.getByRole('radio', { name: 'Name' }).click()
    const byName = (await titles()).map((text) => text.split(' · ')[0] ?? '')
    expect(byName).toEqual(byName.toSorted((a, b) => a.localeCompare(b, 'en')))
    await models.getByRole('combobox', { name: 'Find a model' }).fill('schnell')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Model: FLUX.1 schnell/ }).waitFor()
    await saved(page)
    expect((await stage.api.open(id)).project.nodes[NodeIdSchema.parse('image')]?.model).toBe('fal/flux-schnell')

    // a length beyond its own, a setting it does not have, and a wire it has no place for
    const videos = await open(page, 'Clips')
    const others = videos.getByRole('group', { name: 'Would need other wires' })
    const turbo = others.getByRole('option', { name: /^Gen-4 Turbo · Runway/ })
    await turbo.waitFor()
    expect(await turbo.textContent()).toContain('needs a key')
    expect(await turbo.textContent()).toContain('No place for “End image”.')
    const veo = videos.getByRole('option', { name: /^Veo 3.1 · fal/ })
    expect(await veo.textContent()).toContain('Length: 9 becomes 8.')
    await shoot(page, 'models-videos')
    await turbo.click()
    await notice(page, /The wire at “End image” stays, and waits for you\. It has no “Strength” \(0\.8\)\./).waitFor()
    await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: /^Model: Draft camera/ }).waitFor()
    await saved(page)
    const { nodes, edges } = (await stage.api.open(id)).project
    expect(nodes[NodeIdSchema.parse('video')]?.params).toEqual({ seconds: 9, strength: 0.8 })
    expect(Object.values(edges).filter(({ to }) => to.node === 'video')).toHaveLength(2)
  })

  test('on a telephone they can be read and chosen too', async () => {
    const id = await film()
    const phone = await stage.person({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const page = await stage.tab(`/p/${id}`, phone)
    await card(page, 'Frames').getByRole('button', { name: 'Prompt, settings and takes' }).tap()
    await card(page, 'Frames')
      .getByRole('button', { name: /^Model: / })
      .tap()
    const models = page.getByRole('dialog', { name: 'Choose a model' })
    await models.getByText('$0.075 for 3').waitFor()
    await shoot(page, 'models-small')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await models.getByRole('option', { name: /^FLUX.1 dev/ }).tap()
    await card(page, 'Frames').getByText('FLUX.1 dev').first().waitFor()
  })
})
