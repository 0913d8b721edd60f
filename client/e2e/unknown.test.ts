import { expect, test } from 'vitest'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, dismissNotices, runAgreed, runEnded, says } from './canvas.ts'
import { drawn } from './drawn.ts'
import { useProvider } from './provider.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('an outcome that nobody knows', () => {
  let isDown = false
  const stage = useStage({ env: { FAL_KEY: '', FAL_API_KEY: '' } })
  const fal = useProvider('fal', stage)

  test('is asked about where a person wants it, and what the provider answers is said beside what went wrong', async () => {
    const id = await drawn(stage, 'text → image', {
      text: { title: 'Idea', params: { text: 'a lantern on the ice' } },
      image: { title: 'Frame', model: 'fal/flux-schnell' },
    })
    const page = await openProject(stage, id)
    // it arrives, its answer is lost, and then nobody answers there
    isDown = true
    fal.emulator.fail({ as: 'dropped', accepts: true })
    fal.emulator.fail({ as: 'dropped', accepts: false }, { on: () => isDown, times: 1000 })
    await runAgreed(page)
    await says(page, 'Frame', 'its provider could not be reached; you decide')
    await card(page, 'Frame').getByRole('heading').click()
    const section = page.getByRole('region', { name: 'It waits for you' })
    const answer = section.getByText(/fal was asked at \d\d:\d\d and could not be reached/)
    await answer.waitFor()
    const cause = (await newestRun(stage.api, id)).tasks.find(({ node }) => node === 'image')?.error?.message ?? ''
    expect(cause).not.toBe('')
    await section.getByText(cause.replace('“Frame”: ', '')).waitFor()
    await shoot(page, 'unknown-answered')

    // on a telephone the price leaves room for everything beside it
    const phone = await stage.person({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const small = await stage.tab(`/p/${id}`, phone)
    await says(small, 'Frame', 'its provider could not be reached; you decide')
    await small.getByRole('button', { name: /^Run at most/ }).waitFor()
    const { x, width } = (await small.getByRole('button', { name: 'More ways to run' }).boundingBox()) ?? {
      x: 0,
      width: 0,
    }
    expect(x).toBeGreaterThan(0)
    expect(x + width).toBeLessThanOrEqual(390)
    await shoot(small, 'unknown-small')

    await section.getByRole('button', { name: 'Ask the provider' }).click()
    await says(page, 'Frame', 'asking its provider …')
    await shoot(page, 'unknown-asking')
    await answer.waitFor()
    await section.getByText(cause.replace('“Frame”: ', '')).waitFor()

    // it answers again: what was made meanwhile is found, and nothing is paid twice
    isDown = false
    await dismissNotices(page)
    await section.getByRole('button', { name: 'Ask the provider' }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
    expect(fal.emulator.paid).toHaveLength(1)
  })

  test('of several items is run again at once where a person wants that, and what it may cost once more is said before', async () => {
    const id = await drawn(stage, 'text → image', {
      text: { title: 'Shots', params: { text: 'a sledge\na lake', split: 'lines' } },
      image: { title: 'Frames', model: 'fal/flux-schnell' },
    })
    const page = await openProject(stage, id)
    const before = fal.emulator.paid.length
    let isSilent = true
    fal.emulator.fail({ as: 'dropped', accepts: true }, { times: 2 })
    fal.emulator.fail(
      { as: 'dropped', accepts: false },
      { on: (call) => isSilent && !fal.emulator.isPaid(call), times: 1000 },
    )
    await runAgreed(page)
    await says(page, 'Frames', '2 of 2 may have been paid; you decide')
    await card(page, 'Frames').getByRole('heading').click()
    const section = page.getByRole('region', { name: 'It waits for you' })
    isSilent = false
    await section.getByRole('button', { name: 'Run all 2 again …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Run all 2 again?' })
    await dialog.getByText(/^2 requests left for fal.*you pay twice: up to \$0\.006 once more in all\.$/).waitFor()
    await shoot(page, 'unknown-again-all')
    expect(fal.emulator.paid.length - before).toBe(2)
    await dialog.getByRole('button', { name: 'Run all again' }).click()
    // that is more than was agreed to; one yes is enough for both
    await says(page, 'Frames', '2 of 2 need more than agreed')
    await section.getByRole('button', { name: 'Agree to more item 1 …' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Agree/ })
      .click()
    expect(await runEnded(page)).toMatch(/^Done/)
    expect(fal.emulator.paid.length - before).toBe(4)
  })
})
