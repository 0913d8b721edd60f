import { expect, test } from 'vitest'
import { NodeIdSchema, type Sum } from '@reelgraph/shared'
import { describeInBrowser } from './browser.ts'
import { card, notice, runAgreed, runEnded } from './canvas.ts'
import { drawn } from './drawn.ts'
import { useProvider } from './provider.ts'
import { openProject, shoot, useStage } from './stage.ts'

const TEXT = NodeIdSchema.parse('text')
const SMALL = { width: 390, height: 844 }
const WORDS = 'Two rivals duel until the snow is red'

describeInBrowser('what to do about an error', () => {
  const stage = useStage({
    env: { FAL_KEY: '', FAL_API_KEY: '', FAL_BASE_URL: '', OPENAI_API_KEY: '', OPENAI_BASE_URL: '' },
  })
  const fal = useProvider('fal', stage)
  const openai = useProvider('openai')
  const fail = (name: string) => {
    const documented = fal.table.failures.find((entry) => entry.name === name)
    if (!documented) throw new Error(`fal can fail with ${name}`)
    fal.emulator.fail(documented.failure, { on: documented.on ?? 'paid' })
  }
  const spent = async () => (await stage.api.ask<{ readonly total: Sum }>('/api/ledger')).total
  const film = () =>
    drawn(stage, 'text → image', {
      text: { title: 'Idea', params: { text: WORDS } },
      image: { title: 'Frame', model: 'fal/flux-dev' },
    })

  test('refused words are written anew where they were typed, by the person or for a price by a model', async () => {
    const id = await film()
    const textOf = async () => (await stage.api.open(id)).project.nodes[TEXT]?.params['text']
    fail('a refusal of what is asked for')
    const page = await openProject(stage, id)
    await runAgreed(page)
    await runEnded(page)
    const frame = card(page, 'Frame')
    await frame.getByText('fal refuses to make this').first().waitFor()
    await shoot(page, 'remedy-refused')
    await frame.getByRole('button', { name: 'Rewrite …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Rewrite the words of “Frame”' })
    await dialog.getByText('The content could not be processed').waitFor()
    const field = dialog.getByLabel('The text of “Idea”: it changes for everything that uses it')
    expect(await field.inputValue()).toBe(WORDS)
    await dialog.getByText('No model that writes has a key for every project').waitFor()
    await shoot(page, 'remedy-reword-no-writer')
    await dialog.getByRole('button', { name: 'Not now' }).click()

    await openai.setKey(stage)
    const before = await spent()
    await frame.getByRole('button', { name: 'Rewrite …' }).click()
    const suggest = dialog.getByRole('button', { name: /^Suggest another wording at most \$0\.0/ })
    await suggest.waitFor()
    await shoot(page, 'remedy-reword')
    // who cannot be asked says so, and can be asked again
    await field.fill('a duel '.repeat(3000))
    await dialog.getByText('longer than 20,000 characters').waitFor()
    await page.route('**/api/wordings/offers', (route) => route.abort())
    await field.fill(WORDS)
    await dialog.getByRole('button', { name: 'Try again' }).waitFor()
    await shoot(page, 'remedy-reword-unasked')
    await page.unroute('**/api/wordings/offers')
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await suggest.waitFor()
    expect([openai.emulator.paid.length, (await spent()).attempts]).toEqual([0, before.attempts])
    // what is typed while it is being written is not lost
    openai.emulator.hold()
    await suggest.click()
    await dialog.getByText('It is being written …').waitFor()
    await field.fill(`${WORDS}, they say`)
    openai.emulator.release()
    await dialog.getByText(/^GPT-6 Luna wrote this for/).waitFor()
    const written = await field.inputValue()
    expect(written).not.toContain(WORDS)
    await shoot(page, 'remedy-reword-written')
    const after = await spent()
    expect([openai.emulator.paid.length, after.attempts - before.attempts]).toEqual([1, 1])
    expect(after.settled).toBeGreaterThan(before.settled)
    expect(openai.emulator.paid[0]?.body).toContain(WORDS)
    expect(openai.emulator.paid[0]?.body).toContain('The content could not be processed')
    expect(await textOf()).toBe(WORDS)

    await dialog.getByRole('button', { name: 'Back to my words' }).click()
    expect(await field.inputValue()).toBe(`${WORDS}, they say`)
    await field.fill('Two rivals cross their blades in the snow')
    await dialog.getByRole('button', { name: 'Use', exact: true }).click()
    await notice(page, '“Idea” has its new words').waitFor()
    await expect.poll(textOf).toBe('Two rivals cross their blades in the snow')
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(textOf).toBe(WORDS)
  })

  test('of words that are put together each text can be changed, and all of them are used at once', async () => {
    const id = await drawn(stage, 'hero (text)→(hero) text → image', {
      hero: { kind: 'text', title: 'Hero', params: { text: 'A bloody knight' } },
      text: { title: 'Idea', params: { text: '{{hero}} in the snow' } },
      image: { title: 'Frame', model: 'fal/flux-dev' },
    })
    const textOf = async (node: string) =>
      (await stage.api.open(id)).project.nodes[NodeIdSchema.parse(node)]?.params['text']
    fail('a refusal of what is asked for')
    const page = await openProject(stage, id)
    await runAgreed(page)
    await runEnded(page)
    await card(page, 'Frame').getByRole('button', { name: 'Rewrite …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Rewrite the words of “Frame”' })
    await dialog.getByText('A bloody knight in the snow').waitFor()
    await dialog.getByLabel('The text of “Idea”').fill('{{hero}} in the rain')
    await dialog.getByRole('combobox', { name: 'Which words' }).click()
    await page.getByRole('option', { name: 'Hero' }).click()
    await dialog.getByLabel('The text of “Hero”').fill('A tired knight')
    await shoot(page, 'remedy-reword-names')
    await dialog.getByRole('button', { name: 'Use', exact: true }).click()
    await notice(page, 'They have their new words').waitFor()
    await expect
      .poll(() => Promise.all([textOf('text'), textOf('hero')]))
      .toEqual(['{{hero}} in the rain', 'A tired knight'])
  })

  test('a setting that is not taken is led to: on the card, and on a small screen', async () => {
    const id = await film()
    fail('a setting it does not take')
    const page = await openProject(stage, id)
    await runAgreed(page)
    await runEnded(page)
    const frame = card(page, 'Frame')
    await frame.getByText('Input should be less than 50').first().waitFor()
    await frame.getByRole('button', { name: 'Go to “Steps”' }).click()
    const focused = page.locator('[data-field=steps] :focus')
    await focused.waitFor()
    expect(await focused.inputValue()).toBe('28')
    await shoot(page, 'remedy-field')
    const phone = await stage.person({ viewport: SMALL, hasTouch: true })
    const small = await stage.tab(`/p/${id}`, phone)
    await card(small, 'Frame').getByRole('button', { name: 'Go to “Steps”' }).click()
    await small.locator('[data-field=steps] :focus').waitFor()
    await shoot(small, 'remedy-field-small')
    await phone.close()
  })

  test('an answer that was paid for and is too long leads to its limit, not to paying for the same again', async () => {
    await openai.setKey(stage)
    const tooLong = openai.table.failures.find(({ name }) => name === 'an answer longer than its limit')
    if (!tooLong) throw new Error('OpenAI can write too much')
    const id = await drawn(stage, 'text', {
      text: { title: 'Saga', model: 'openai/gpt-6-luna', params: { prompt: 'All of the saga' } },
    })
    openai.emulator.fail(tooLong.failure, { on: 'paid' })
    const page = await openProject(stage, id)
    await runAgreed(page)
    await runEnded(page)
    const saga = card(page, 'Saga')
    await saga.getByText('longer than 2,048 tokens').first().waitFor()
    expect(await saga.getByRole('button', { name: 'Run it again' }).count()).toBe(0)
    await saga.getByRole('button', { name: 'Go to “Longest answer”' }).click()
    const focused = page.locator('[data-field=maxTokens] :focus')
    await focused.waitFor()
    expect(await focused.inputValue()).toMatch(/^2,?048$/)
    await shoot(page, 'remedy-longest')
  })
})
