import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProjectId, Sum } from '@reelgraph/shared'
import { conformances, startEmulator, type Emulator } from '@reelgraph/nodes/conformance'
import { mediaOf, newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, dismissNotices, notice, runEnded, saved, says, watch } from './canvas.ts'
import { examineFilm, loudestBetween } from './film.ts'
import { shoot, useStage } from './stage.ts'

const PROVIDERS = { fal: 'fal', runway: 'Runway', elevenlabs: 'ElevenLabs' } as const
type Provider = keyof typeof PROVIDERS
const NAMES = Object.keys(PROVIDERS) as readonly Provider[] // Object.keys forgets literal keys

const conformanceOf = (provider: Provider) => {
  const found = conformances.find((entry) => entry.provider === provider)
  if (!found) throw new Error(`${provider} has an emulator`)
  return found
}

/** Nothing of the machine that the tests run on. */
const WITHOUT_KEYS = {
  ...{ FAL_KEY: '', FAL_API_KEY: '', FAL_BASE_URL: '', RUNWAYML_API_SECRET: '', RUNWAY_API_KEY: '' },
  ...{
    RUNWAY_BASE_URL: '',
    RUNWAYML_BASE_URL: '',
    ELEVENLABS_API_KEY: '',
    ELEVEN_API_KEY: '',
    ELEVENLABS_BASE_URL: '',
  },
}

describeInBrowser('the template “Cinematic clip”', () => {
  const stage = useStage({ env: WITHOUT_KEYS })
  const emulators = new Map<Provider, Emulator>()
  beforeAll(async () => {
    for (const name of NAMES) emulators.set(name, await startEmulator(conformanceOf(name).draw))
  })
  afterAll(() => Promise.all([...emulators.values()].map((emulator) => emulator.close())))

  const emulatorOf = (provider: Provider): Emulator => {
    const emulator = emulators.get(provider)
    if (!emulator) throw new Error(`${provider} is emulated before the first test`)
    return emulator
  }
  /** Requests that cost money, by provider, as the providers count them. */
  const paid = () => Object.fromEntries(NAMES.map((name) => [name, emulatorOf(name).paid.length]))
  const runButton = (page: Page) => page.getByRole('button', { name: /^Run\b/ }).first()
  const project = (page: Page): ProjectId => new URL(page.url()).pathname.split('/').at(-1) as ProjectId // its address is /p/<id>

  const setKey = async (page: Page, provider: Provider): Promise<void> => {
    const { values, baseUrl } = conformanceOf(provider)
    const { url } = emulatorOf(provider)
    await page.getByText(`needs a key for ${PROVIDERS[provider]}`).first().waitFor()
    await page
      .getByRole('alert')
      .filter({ hasText: `needs a key for ${PROVIDERS[provider]}` })
      .getByRole('button', { name: 'Set the key' })
      .first()
      .click()
    await page.getByLabel('API key').fill(values['key'] ?? '')
    await page.getByText('Advanced', { exact: true }).click()
    await page.getByLabel('Address').fill(baseUrl?.(url) ?? url)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('region', { name: PROVIDERS[provider] }).getByText('It works').waitFor()
    await shoot(page, `cinematic-key-${provider}`)
    await page.goBack()
    await page.getByRole('button', { name: 'Add a node' }).first().waitFor()
  }

  test('opens without keys and says which it needs and what it will cost; or it is made at once as a free draft', async () => {
    const page = await stage.tab('/templates')
    const there = page.getByRole('listitem').filter({ has: page.getByText('Cinematic clip', { exact: true }) })
    for (const name of Object.values(PROVIDERS)) await there.getByText(`A key for ${name}`).waitFor()
    await there.getByText('at most $0.8366').waitFor()
    await shoot(page, 'cinematic-gallery')
    await there.getByRole('button', { name: 'Open Cinematic clip' }).click()
    await page.getByText('In the way').waitFor()
    for (const name of Object.values(PROVIDERS)) await page.getByText(`needs a key for ${name}`).first().waitFor()
    await shoot(page, 'cinematic-without-keys')
    await runButton(page).click()
    const refused = page.getByRole('dialog')
    await refused.getByRole('button', { name: 'Set the key' }).nth(2).waitFor()
    await refused.getByRole('button', { name: 'Make a free draft' }).waitFor()
    await shoot(page, 'cinematic-cannot-run')

    await refused.getByRole('button', { name: 'Make a free draft' }).click()
    await page.getByText('In the way').waitFor({ state: 'detached' })
    await saved(page)
    await runButton(page).click()
    expect(await runEnded(page)).toMatch(/^Done.* 10 steps made/)
    await watch(page, 'Film')
    await shoot(page, 'cinematic-draft')
    await dismissNotices(page)
    await page.getByRole('button', { name: 'Undo' }).click()
    await says(page, 'Start frames', /^Needs a key for fal/)
    expect(paid()).toEqual({ fal: 0, runway: 0, elevenlabs: 0 })
  })

  test('with a key for each provider it becomes a film for what was agreed, and nothing is paid twice', async () => {
    const opened = await stage.project({ template: 'cinematic-clip', name: 'Storm' })
    const page = await stage.tab(`/p/${opened.project.id}`)
    for (const name of NAMES) await setKey(page, name)
    await page.getByText('needs a key').first().waitFor({ state: 'detached' })
    expect(paid()).toEqual({ fal: 0, runway: 0, elevenlabs: 0 })

    await runButton(page).getByText('$0.8366').waitFor()
    await runButton(page).click()
    const plan = page.getByRole('dialog')
    await plan.getByText('at most $0.8366').first().waitFor()
    await shoot(page, 'cinematic-plan')
    emulatorOf('runway').hold()
    await plan.getByRole('button', { name: /^Run\b/ }).click()
    await page.getByRole('region', { name: 'Run' }).getByText('Running').waitFor()
    await says(page, 'Start frames', '3 items')
    await card(page, 'Clips').getByRole('progressbar').first().waitFor()
    await shoot(page, 'cinematic-runs')
    emulatorOf('runway').release()
    expect(await runEnded(page)).toMatch(/^Done.* 10 steps made/)
    expect(paid()).toEqual({ fal: 3, runway: 3, elevenlabs: 3 })

    const run = await newestRun(stage.api, project(page))
    expect(run.status).toBe('succeeded')
    const film = Object.values(opened.project.nodes).find(({ title }) => title === 'Film')
    const [video] = mediaOf(run, film?.id ?? '', 'video')
    if (!video) throw new Error('there is no film')
    const seen = await examineFilm(await stage.api.download(video, 'storm.mp4'))
    expect(seen).toMatchObject({ codecs: ['h264', 'aac'], width: 1280, height: 720, fps: 24, audioStreams: 1 })
    // three clips of five seconds, two crossfades of half a second
    expect(Math.abs(seen.seconds - 14)).toBeLessThanOrEqual(1 / 24 + 0.001)
    expect(loudestBetween(seen, 0.2, 2)).toBeGreaterThan(-30)
    await watch(page, 'Film')
    await shoot(page, 'cinematic-film')

    await dismissNotices(page)
    await runButton(page).click()
    await notice(page, /^Nothing had to run/).waitFor()
    expect(paid()).toEqual({ fal: 3, runway: 3, elevenlabs: 3 })

    const shots = card(page, 'Shots')
    await shots.getByRole('heading').click()
    const words = page.getByRole('complementary').getByRole('textbox', { name: 'Text' })
    const before = await words.inputValue()
    await words.fill(before.replace('lantern in his hand', 'a storm lamp held high'))
    await saved(page)
    await dismissNotices(page)
    await runButton(page).getByText('$0.275').waitFor()
    await runButton(page).click()
    await plan.getByRole('button', { name: /^Run\b/ }).click()
    expect(await runEnded(page)).toMatch(/^Done/)
    expect(paid()).toEqual({ fal: 4, runway: 4, elevenlabs: 3 })
    await shoot(page, 'cinematic-one-shot')

    const ledger = await stage.api.ask<{ readonly total: Sum }>('/api/ledger')
    const costs = await stage.tab('/costs')
    await costs.getByText('fal', { exact: true }).first().waitFor()
    for (const name of Object.values(PROVIDERS)) await costs.getByText(name, { exact: true }).first().waitFor()
    expect(ledger.total).toMatchObject({ attempts: 11, settled: 1_111_600, reserved: 0 })
    await costs.getByText('$1.112', { exact: true }).first().waitFor()
    await shoot(costs, 'cinematic-costs')
  })
})
