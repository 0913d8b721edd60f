import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { card, runAgreed, runEnded, saved } from './canvas.ts'
import { drawn } from './drawn.ts'
import { useProvider } from './provider.ts'
import { openProject, shoot, useStage } from './stage.ts'

describeInBrowser('words for pictures and clips', () => {
  const stage = useStage({ env: { FAL_KEY: '', FAL_API_KEY: '', FAL_BASE_URL: '' } })
  const fal = useProvider('fal', stage)
  beforeAll(() => fal.emulator.sketch())

  const select = async (page: Page, title: string) => card(page, title).getByRole('heading').click()
  const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
  const choose = async (page: Page, field: string, option: string) => {
    await inspector(page).getByRole('combobox', { name: field }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  /** What the inspector says is sent. */
  const shown = async (page: Page): Promise<string> =>
    (await inspector(page).getByRole('group', { name: 'What is sent' }).locator('p').textContent()) ?? ''

  test('a style and a move are added in sight, an empty motion is made of its picture’s words, and what is sent is what is shown', async () => {
    const id = await drawn(stage, 'image (image)→(startImage) video', {
      image: { title: 'Frame', model: 'fal/flux-schnell' },
      video: { title: 'Clip', model: 'fal/kling-v2.5-turbo-pro' },
    })
    const page = await openProject(stage, id)

    // one press fills in a good prompt, which says what it costs
    await select(page, 'Frame')
    await inspector(page).getByRole('button', { name: 'Examples' }).click()
    await page.getByRole('menuitem', { name: /two riders on a ridge.*≈ \$0\.003/ }).waitFor()
    await shoot(page, 'prompt-examples')
    await page.getByRole('menuitem', { name: /two riders on a ridge/ }).click()
    const words = 'Storyboard frame: two riders on a ridge at sunset, long shadows, wide shot'
    expect(await inspector(page).getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe(words)
    await choose(page, 'Style', 'Film noir')
    const picture = await shown(page)
    expect(picture).toMatch(/^Storyboard frame: two riders .*, wide shot, black and white film noir/)
    await card(page, 'Frame').getByText('+ Film noir').waitFor()
    await shoot(page, 'prompt-style')

    await select(page, 'Clip')
    await choose(page, 'Camera', 'Pushes in')
    await choose(page, 'Movement', 'Breeze')
    await inspector(page).getByText('it begins with what the picture was made from').waitFor()
    const motion = await shown(page)
    expect(motion).toBe(`${words}. The camera pushes in slowly. A light breeze moves hair, cloth and leaves.`)
    await saved(page)
    await shoot(page, 'prompt-motion')

    await runAgreed(page)
    expect(await runEnded(page)).toMatch(/^Done/)
    const sent = fal.emulator.paid.map(({ body }) => (JSON.parse(body) as { prompt: string }).prompt) // both models have one
    expect(sent).toEqual([picture, motion])

    // another move is another clip of the same picture
    await choose(page, 'Camera', 'Holds still')
    await saved(page)
    await runAgreed(page)
    await expect.poll(() => fal.emulator.paid.length).toBe(3)
    expect(fal.emulator.paid[2]?.body).toContain('The camera holds still.')
  })

  test('a script of nothing but spaces makes no speech', async () => {
    const id = await drawn(stage, 'text → audio', {
      text: { title: 'Script', params: { text: 'hush' } },
      audio: { title: 'Voice' },
    })
    const page = await openProject(stage, id)
    await select(page, 'Voice')
    await inspector(page).getByRole('button', { name: 'Disconnect Script' }).click()
    await inspector(page).getByRole('textbox', { name: 'Script' }).fill('   ')
    await saved(page)
    await card(page, 'Voice')
      .getByText(/script is empty|needs a script|is no script/i)
      .waitFor()
    const plan = await stage.api.ask<{
      readonly problems: readonly { readonly node?: string; readonly field?: string }[]
    }>(`/api/projects/${id}/plan`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"scope":{"of":"all"}}',
    })
    expect(plan.problems).toMatchObject([{ node: 'audio', field: 'script' }])
  })
})
