import { expect, test } from 'vitest'
import { NodeIdSchema } from '@reelgraph/shared'
import { describeInBrowser } from './browser.ts'
import { card, runAgreed, runEnded } from './canvas.ts'
import { drawn } from './drawn.ts'
import { useProvider } from './provider.ts'
import { openProject, shoot, useStage } from './stage.ts'

const FRAME = NodeIdSchema.parse('frame')
const OTHER = NodeIdSchema.parse('other')

describeInBrowser('the last that became of a step', () => {
  const stage = useStage({ env: { FAL_KEY: '', FAL_API_KEY: '', FAL_BASE_URL: '' } })
  const fal = useProvider('fal', stage)
  const eleven = useProvider('elevenlabs')

  test('stays on card and inspector when another step runs, and in a page that is opened later, until it is changed', async () => {
    const id = await drawn(stage, 'frame:image\nother:image', {
      frame: { title: 'Frame', model: 'fal/flux-dev', params: { prompt: 'A duel in the snow' } },
      other: { title: 'Other', model: 'draft/storyboard', params: { prompt: 'A harbour' } },
    })
    const refusal = fal.table.failures.find(({ name }) => name === 'a refusal of what is asked for')
    if (!refusal) throw new Error('fal refuses')
    fal.emulator.fail(refusal.failure, { on: refusal.on ?? 'paid' })
    const page = await openProject(stage, id)
    const frame = card(page, 'Frame')
    await runAgreed(page)
    await runEnded(page)
    await frame.getByText('fal refuses to make this').first().waitFor()
    await stage.api.change(id, (await stage.api.open(id)).revision, [
      { op: 'set', path: ['nodes', OTHER, 'params', 'prompt'], value: 'A harbour at night' },
    ])
    const other = await stage.api.ended(await stage.api.start(id, { of: 'only', nodes: [OTHER] }))
    expect(other.status).toBe('succeeded')
    await frame.getByText('fal refuses to make this').first().waitFor()
    await page.reload()
    await frame.getByText('fal refuses to make this').first().waitFor()
    await frame.getByRole('button', { name: 'Rewrite …' }).waitFor()
    await frame.click({ position: { x: 40, y: 12 } })
    const happened = page.getByRole('region', { name: 'What happened' })
    await happened.getByRole('heading', { name: 'The last run' }).waitFor()
    await shoot(page, 'last-try')
    await stage.api.change(id, (await stage.api.open(id)).revision, [
      { op: 'set', path: ['nodes', FRAME, 'params', 'prompt'], value: 'Two friends in the snow' },
    ])
    await frame.getByText(/changed since it failed/).waitFor()
    await happened.getByText('It has been changed since').waitFor()
    await shoot(page, 'last-try-changed')
  })

  test('while its provider cannot be asked, a step says so and when it is asked again; once it can be, it is made', async () => {
    const { polls } = fal.table
    if (!polls) throw new Error('fal is asked after its jobs')
    const id = await drawn(stage, 'image', {
      image: { title: 'Frame', model: 'fal/flux-dev', params: { prompt: 'A lighthouse' } },
    })
    fal.emulator.fail({ as: 'answer', status: 401, body: { detail: 'No such key' } }, { on: polls, times: 4 })
    const page = await openProject(stage, id)
    await runAgreed(page)
    const frame = card(page, 'Frame')
    await frame.getByText(/cannot be looked at now; asked again/).waitFor()
    await frame.getByRole('button', { name: 'Set the key' }).waitFor()
    await frame.click({ position: { x: 40, y: 12 } })
    await shoot(page, 'last-try-unseen')
    expect(await runEnded(page)).toMatch(/^Done/)
    expect(await frame.getByText(/cannot be looked at now/).count()).toBe(0)
  })

  test('words that the provider suggests for those it refuses are there to be used, free', async () => {
    await eleven.setKey(stage)
    const id = await drawn(stage, 'audio', {
      audio: { title: 'Theme', model: 'elevenlabs/music', params: { prompt: 'Strings like a famous artist' } },
    })
    const refusal = eleven.table.failures.find(({ suggests }) => suggests !== undefined)
    if (!refusal?.suggests) throw new Error('ElevenLabs suggests')
    eleven.emulator.fail(refusal.failure, { on: refusal.on ?? 'paid' })
    const page = await openProject(stage, id)
    await runAgreed(page)
    await runEnded(page)
    await card(page, 'Theme').getByRole('button', { name: 'Rewrite …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Rewrite the words of “Theme”' })
    const suggested = dialog.getByRole('region', { name: 'What the provider suggests' })
    await suggested.getByText(refusal.suggests).waitFor()
    await shoot(page, 'last-try-suggested')
    await suggested.getByRole('button', { name: 'Use these words' }).click()
    expect(await dialog.getByLabel('Your words').inputValue()).toBe(refusal.suggests)
    await dialog.getByRole('button', { name: 'Back to my words' }).waitFor()
  })
})
