import { expect, test } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { card, runAgreed, runEnded, says } from './canvas.ts'
import { drawn } from './drawn.ts'
import { useProvider } from './provider.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('a result that is forgotten', () => {
  const stage = useStage({ env: { FAL_KEY: '', FAL_API_KEY: '', FAL_BASE_URL: '' } })
  const fal = useProvider('fal', stage)

  test('says before which other project would pay again, and is gone in every tab of each', async () => {
    const draw = () =>
      drawn(stage, 'image → video', {
        image: { title: 'Frame', model: 'fal/flux-schnell', params: { prompt: 'a lantern on the ice' } },
        video: { title: 'Clip', params: { seconds: 2 } },
      })
    const [id, other] = [await draw(), await draw()]
    const page = await openProject(stage, id)
    await runAgreed(page)
    expect(await runEnded(page)).toMatch(/^Done/)
    expect((await stage.api.ended(await stage.api.start(other))).tasks.every(({ reused }) => reused)).toBe(true)
    expect(fal.emulator.paid).toHaveLength(1)
    // somebody else, in a browser of their own
    const person = await stage.person()
    const tabs = [page, await openProject(stage, id, person), await openProject(stage, other, person)]
    for (const tab of tabs) await card(tab, 'Frame').locator('img').first().waitFor()

    await card(page, 'Frame').getByRole('heading').click()
    const takes = page.getByRole('region', { name: 'Takes' })
    await takes.getByText('in use').waitFor()
    await takes.getByRole('button', { name: 'Menu of take 1' }).click()
    await page.getByRole('menuitem', { name: 'Forget this result …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Forget take 1 of “Frame”?' })
    await dialog
      .getByText('The project “Drawn” shows it too, and would have to pay $0.003 for it again.', { exact: false })
      .waitFor()
    await shoot(page, 'forget-asked')
    await dialog.getByRole('button', { name: 'Forget it' }).click()

    for (const tab of tabs.slice(0, 2)) {
      await says(tab, 'Frame', /^its result was forgotten · /)
      await says(tab, 'Clip', 'depends on the steps before it')
    }
    for (const tab of tabs) await card(tab, 'Frame').locator('img').first().waitFor({ state: 'detached' })
    await takes.waitFor({ state: 'hidden' })
    await shoot(page, 'forgotten')
    await page.reload()
    await says(page, 'Frame', /^its result was forgotten · /)
  })
})
