import { expect, test } from 'vitest'
import { NodeIdSchema } from '@reelgraph/shared'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, dismissNotices, runAgreed, runEnded, saved, says } from './canvas.ts'
import { drawn } from './drawn.ts'
import { useProvider } from './provider.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('a model that cannot', () => {
  const stage = useStage({ env: { FAL_KEY: '', FAL_API_KEY: '' } })
  const fal = useProvider('fal', stage)

  test('asks whether the one named for that may; it makes it, says so, and nothing is made again', async () => {
    const id = await drawn(stage, 'text → image', {
      text: { title: 'Idea', params: { text: 'a lantern on the ice' } },
      image: { title: 'Frame', model: 'fal/flux-dev' },
    })
    const page = await openProject(stage, id)
    await card(page, 'Frame').getByRole('heading').click()
    const settings = page.getByRole('region', { name: 'If its provider cannot' })
    await settings.getByRole('button', { name: 'Fallback' }).click()
    const models = page.getByRole('dialog', { name: 'If its provider cannot, make it with' })
    await models.getByRole('option', { name: /^FLUX.1 schnell/ }).waitFor()
    expect(await models.getByRole('option', { name: /Kontext/ }).count()).toBe(0)
    await shoot(page, 'fallbacks-choose')
    await models.getByRole('option', { name: /^FLUX.1 schnell/ }).click()
    await settings.getByRole('listitem').filter({ hasText: 'FLUX.1 schnell' }).waitFor()
    await saved(page)
    expect((await stage.api.open(id)).project.nodes[NodeIdSchema.parse('image')]?.fallbacks).toEqual({
      models: ['fal/flux-schnell'],
      policy: 'ask',
    })
    await shoot(page, 'fallbacks-named')

    fal.emulator.fail({
      as: 'answer',
      status: 403,
      body: { detail: 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.' },
    })
    await runAgreed(page)
    await says(page, 'Frame', 'its model could not; another may for at most $0.003')
    const section = page.getByRole('region', { name: 'It waits for you' })
    await section
      .getByText(/Exhausted balance.*Nothing was paid\. FLUX\.1 schnell may make it instead for at most \$0\.003\./)
      .waitFor()
    await shoot(page, 'fallbacks-asked')
    // the one that was refused
    expect(fal.emulator.paid).toHaveLength(1)

    await section.getByRole('button', { name: 'Use FLUX.1 schnell, at most $0.003' }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
    await says(page, 'Frame', /by FLUX\.1 schnell/)
    await dismissNotices(page)
    const made = /Made by FLUX\.1 schnell instead of FLUX\.1 dev, because: .*Exhausted balance/
    await page.getByRole('region', { name: 'What happened' }).getByText(made).waitFor()
    await page.getByRole('region', { name: 'Takes' }).getByText(made).waitFor()
    await shoot(page, 'fallbacks-made')
    expect(fal.emulator.paid).toHaveLength(2)

    await page.reload()
    await says(page, 'Frame', /by FLUX\.1 schnell/)
    const run = await newestRun(stage.api, id)
    expect(run.tasks.find(({ node }) => node === 'image')?.fallback?.model).toBe('fal/flux-schnell')
    expect(fal.emulator.paid).toHaveLength(2)
  })
  test('is asked of once for all items of a list, for what they cost together', async () => {
    const id = await drawn(stage, 'text → image', {
      text: { title: 'Shots', params: { text: 'a lantern\na sledge\na lake', split: 'lines' } },
      image: { title: 'Frames', model: 'fal/flux-dev', fallbacks: { models: ['fal/flux-schnell'], policy: 'ask' } },
    })
    const before = fal.emulator.paid.length
    const refused = {
      as: 'answer',
      status: 403,
      body: { detail: 'User is locked. Reason: Exhausted balance.' },
    } as const
    fal.emulator.fail(refused, { times: 3 })
    const page = await openProject(stage, id)
    await runAgreed(page)
    await says(page, 'Frames', '3 of 3 could not be made; you decide')
    await card(page, 'Frames').getByRole('heading').click()
    await page.getByRole('button', { name: 'Run all 3 again' }).and(page.locator(':enabled')).first().waitFor()
    await shoot(page, 'fallbacks-all')
    const phone = await stage.person({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const small = await stage.tab(`/p/${id}`, phone)
    await says(small, 'Frames', '3 of 3 could not be made; you decide')
    await small.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'))
    await small.getByRole('button', { name: 'Run all 3 again' }).and(small.locator(':enabled')).waitFor()
    await shoot(small, 'fallbacks-all-small')
    await phone.close()
    const section = page.getByRole('region', { name: 'It waits for you' })
    await section.getByRole('button', { name: 'Use FLUX.1 schnell for all 3' }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
    expect(fal.emulator.paid.length - before).toBe(6)
    const tasks = (await newestRun(stage.api, id)).tasks.filter(({ node }) => node === 'image')
    expect(tasks.map(({ fallback }) => fallback?.model)).toEqual(Array(3).fill('fal/flux-schnell'))
  })

  test('is followed by others: inspector and plan say who, for how much, what becomes otherwise, and who is passed over', async () => {
    const id = await drawn(stage, 'text → video', {
      text: { title: 'Idea', params: { text: 'a lantern on the ice' } },
      video: {
        title: 'Shot',
        model: 'fal/kling-v2.6-pro',
        params: { seconds: 10 },
        fallbacks: { models: ['runway/gen4.5', 'fal/veo3.1'], policy: 'any' },
      },
    })
    const page = await openProject(stage, id)
    await card(page, 'Shot').getByRole('heading').click()
    const named = page.getByRole('list', { name: 'Fallbacks, in order' }).getByRole('listitem')
    await named.nth(0).getByText('Passed over: Runway has no key.').waitFor()
    await named.nth(1).getByText('Length: 10 becomes 8.').waitFor()
    await shoot(page, 'fallbacks-otherwise')
    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    const row = page.getByRole('dialog').getByRole('button', { name: 'Show Shot' })
    await row.getByText(/^Kling.*\$.*; if that cannot: Veo 3\.1, \$.* \(Length: 10 becomes 8\)$/).waitFor()
    expect(await row.textContent()).not.toContain('Runway')
    await shoot(page, 'fallbacks-planned')
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'))
    await page.setViewportSize({ width: 390, height: 844 })
    await row.getByText('runs for the first time').click({ trial: true })
    await shoot(page, 'fallbacks-planned-small')
  })

  test('is not the last word where that one cannot either: each says why, and what to do', async () => {
    const id = await drawn(stage, 'text → image', {
      text: { title: 'Idea', params: { text: 'a lantern under the ice' } },
      image: { title: 'Frame', model: 'fal/flux-dev', fallbacks: { models: ['fal/flux-schnell'], policy: 'any' } },
    })
    const page = await openProject(stage, id)
    fal.emulator.fail({ as: 'answer', status: 403, body: { detail: 'User is locked. Reason: Exhausted balance.' } })
    const unknown = [{ loc: ['body', 'num_inference_steps'], msg: 'Too few.', type: 'value_error' }]
    fal.emulator.fail({ as: 'answer', status: 422, body: { detail: unknown } })
    await runAgreed(page)
    expect(await runEnded(page)).toMatch(/failed/)
    const frame = card(page, 'Frame')
    await frame.getByText(/^FLUX\.1 dev could not either: .*Exhausted balance\.$/).waitFor()
    await frame.getByRole('heading').click()
    const problem = page.getByRole('alert').filter({ hasText: 'Too few' })
    await problem.getByText(/^FLUX\.1 dev could not either: .*Exhausted balance\.$/).waitFor()
    await problem.getByRole('link', { name: 'Your account at fal' }).waitFor()
    const failed = /It was to be made by FLUX\.1 schnell instead of FLUX\.1 dev, because: .*Exhausted balance/
    await page.getByRole('region', { name: 'What happened' }).getByText(failed).waitFor()
    await shoot(page, 'fallbacks-neither')

    // what only the fallback has cannot be set: it is led to where the fallbacks are named
    const other = [{ loc: ['body', 'no_such_setting'], msg: 'Not taken.', type: 'value_error' }]
    fal.emulator.fail({ as: 'answer', status: 403, body: { detail: 'User is locked. Reason: Exhausted balance.' } })
    fal.emulator.fail({ as: 'answer', status: 422, body: { detail: other } })
    await dismissNotices(page)
    await runAgreed(page)
    expect(await runEnded(page)).toMatch(/failed/)
    const phone = await stage.person({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const small = await stage.tab(`/p/${id}`, phone)
    await card(small, 'Frame')
      .getByText(/could not either/)
      .waitFor()
    await shoot(small, 'fallbacks-neither-small')
    await card(small, 'Frame').getByRole('button', { name: 'Go to the fallbacks' }).click()
    await small.locator('[data-field="$fallbacks"] :focus').waitFor()
    await shoot(small, 'fallbacks-led-to')
    await phone.close()
    await page.getByRole('alert').getByRole('button', { name: 'Go to the fallbacks' }).click()
    await page.locator('[data-field="$fallbacks"] :focus').waitFor()
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'))
    await shoot(page, 'fallbacks-neither-light')
  })
})
