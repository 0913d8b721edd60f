import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Keys } from '@reelgraph/shared'
import { conformances, startEmulator, type Emulator } from '@reelgraph/nodes/conformance'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { card, says } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, shoot, useStage } from './stage.ts'

const fal = conformances.find(({ provider }) => provider === 'fal')
if (!fal) throw new Error('fal has an emulator')
const KEY = fal.values['key'] ?? ''

/** Every byte that the server has written. */
const written = async (folder: string): Promise<Buffer> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Buffer.concat(await Promise.all(files.map((file) => readFile(file))))
}

describeInBrowser('keys', () => {
  let emulator: Emulator
  const stage = useStage({
    env: {
      FAL_KEY: '',
      FAL_API_KEY: '',
      ELEVENLABS_API_KEY: '',
      OPENAI_API_KEY: '',
      RUNWAYML_API_SECRET: 'key_of_the_environment_0123',
    },
  })
  beforeAll(async () => {
    emulator = await startEmulator(fal.draw)
  })
  afterAll(() => emulator.close())
  const setKey = () =>
    stage.api.ask('/api/keys/fal', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: KEY, baseUrl: emulator.url }),
    })

  test('a step without a key says so and leads to the field; the key is typed, tested, used and never shown again', async () => {
    const id = await drawn(stage, 'text → image', {
      text: { title: 'Idea', params: { text: 'a red kite over the dunes' } },
      image: { title: 'Frame', model: 'fal/flux-schnell' },
    })
    const page = await openProject(stage, id)
    await page.getByText('needs a key for fal').first().waitFor()
    // what cannot run is not offered as free
    expect(
      await page
        .getByRole('button', { name: /^Run\b/ })
        .first()
        .innerText(),
    ).toBe('Run')
    await shoot(page, 'key-missing')
    await page.getByRole('button', { name: 'Set the key' }).first().click()

    const field = page.getByRole('textbox', { name: 'API key' }).or(page.getByLabel('API key'))
    await field.waitFor()
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true)
    await shoot(page, 'key-field')
    await field.fill('a b')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('alert').getByText('space or a line break').waitFor()
    await field.fill(KEY)
    await page.getByRole('button', { name: 'Show what is typed' }).click()
    expect(await field.getAttribute('type')).toBe('text')
    await page.getByText('Advanced', { exact: true }).click()
    await page.getByLabel('Address').fill(emulator.url)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('It works').waitFor()
    await page.getByText(`Set ····${KEY.slice(-4)}`).waitFor()
    await shoot(page, 'key-works')

    await page.goBack()
    await page.getByRole('button', { name: 'Add a node' }).first().waitFor()
    await page.getByText('needs a key for fal').first().waitFor({ state: 'detached' })
    expect(emulator.paid).toHaveLength(0)
    await page.getByRole('button', { name: 'Run', exact: false }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: false }).click()
    await says(page, 'Frame', /^made|\$/)
    expect(emulator.paid).toHaveLength(1)
    expect((await newestRun(stage.api, id)).status).toBe('succeeded')
    await shoot(page, 'key-used')

    const told = JSON.stringify(await stage.api.ask<Keys>('/api/keys')) + (await page.content()) + stage.server.log()
    expect(told).not.toContain(KEY)
    expect((await written(stage.server.data)).includes(KEY)).toBe(false)
  })

  test('of sounds in a list the missing key is told once', async () => {
    const id = await drawn(stage, 'text → audio', {
      text: { title: 'Lines', params: { text: 'one\ntwo\nthree', split: 'lines' } },
      audio: { title: 'Voices', model: 'elevenlabs/v3' },
    })
    const page = await openProject(stage, id)
    const voices = card(page, 'Voices')
    await voices.getByText('needs a key for ElevenLabs').first().waitFor()
    await voices.getByText('item 3').waitFor()
    expect(await voices.getByText('needs a key for ElevenLabs').count()).toBe(1)
    await shoot(page, 'key-missing-sounds')
  })

  test('a film that is open in another tab hears at once of a key that is removed, and of one that is set', async () => {
    await setKey()
    const id = await drawn(stage, 'text → image', {
      text: { title: 'Idea', params: { text: 'a blue kite' } },
      image: { title: 'Frame', model: 'fal/flux-schnell' },
    })
    const paid = emulator.paid.length
    const film = await openProject(stage, id)
    await film.getByText(/^not run yet · /).waitFor()
    const keys = await stage.tab('/keys')
    const there = keys.getByRole('region', { name: 'fal' })
    await there.getByRole('button', { name: 'Remove fal' }).click()
    await keys.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    const wanted = film.getByText('needs a key for fal').first()
    await wanted.waitFor()
    await there.getByRole('button', { name: 'Set the key of fal' }).click()
    await there.getByLabel('API key').fill(KEY)
    await there.getByText('Advanced', { exact: true }).click()
    await there.getByLabel('Address').fill(emulator.url)
    await there.getByRole('button', { name: 'Save', exact: true }).click()
    await wanted.waitFor({ state: 'detached' })
    expect(emulator.paid.length).toBe(paid)
  })

  test('who removes a key is told of what is under way with it, and the costs ask for no project that is gone', async () => {
    await setKey()
    const id = await drawn(stage, 'text → image', {
      text: { title: 'Idea', params: { text: 'a green kite' } },
      image: { title: 'Frame', model: 'fal/flux-schnell' },
    })
    const paid = emulator.paid.length
    emulator.hold()
    const film = await openProject(stage, id)
    await film.getByRole('button', { name: 'Run', exact: false }).first().click()
    await film.getByRole('dialog').getByRole('button', { name: 'Run', exact: false }).click()
    await expect.poll(() => emulator.paid.length).toBe(paid + 1)
    const page = await stage.tab('/keys')
    const region = page.getByRole('region', { name: 'fal' })
    await region.getByRole('button', { name: 'Remove fal' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('A job is under way with it, and may be paid for.').waitFor()
    await shoot(page, 'key-remove-under-way')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    emulator.release()
    await says(film, 'Frame', /^made|\$/)
    await region.getByRole('button', { name: 'Remove fal' }).click()
    await dialog.getByRole('button', { name: 'Remove' }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await dialog.getByText('under way with it, and').count()).toBe(0)
    await dialog.getByRole('button', { name: 'Cancel' }).click()

    await stage.api.ask(`/api/projects/${id}`, { method: 'DELETE' })
    const refused: string[] = []
    page.on('response', (answer) => answer.status() >= 400 && refused.push(answer.url()))
    await page.goto(new URL('/costs', page.url()).href)
    await page.getByText('A deleted project').first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(refused).toEqual([])
  })

  test('a key of the environment shows as such; another key has a name and a project; a key can be removed', async () => {
    const film = await stage.project({ name: 'Dunes' })
    const page = await stage.tab('/keys')
    const runway = page.getByRole('region', { name: 'Runway' })
    await runway.getByText('From RUNWAYML_API_SECRET in the environment ····0123').waitFor()
    expect(await runway.getByRole('button', { name: 'Change Runway' }).count()).toBe(0)

    const region = page.getByRole('region', { name: 'fal' })
    await region.getByRole('button', { name: 'Add another key for fal' }).click()
    await region.getByRole('button', { name: 'Save', exact: true }).click()
    await region.getByRole('alert').getByText('needs a name').waitFor()
    await region.getByRole('textbox', { name: 'Name' }).fill('Dunes')
    await region.getByRole('combobox', { name: 'Used by' }).click()
    await page.getByRole('option', { name: 'Only “Dunes”' }).click()
    await region.getByLabel('API key').fill('another-key-of-the-dunes')
    await region.getByRole('button', { name: 'Save', exact: true }).click()
    await region.getByText('Only in “Dunes”').waitFor()
    await shoot(page, 'keys-several')
    const { providers } = await stage.api.ask<Keys>('/api/keys')
    expect(providers.find(({ provider }) => provider === 'fal')?.accounts).toMatchObject([
      { id: 'fal', isDefault: true },
      { id: 'fal:Dunes', project: film.project.id },
    ])
    // its name is taken, however it is written, and what is saved stays
    await region.getByRole('button', { name: 'Add another key for fal' }).click()
    await region.getByRole('textbox', { name: 'Name' }).fill('dunes')
    await region.getByLabel('API key').fill('a-key-that-replaces-nothing')
    await region.getByRole('button', { name: 'Save', exact: true }).click()
    await region.getByRole('alert').getByText('fal has a key that is called “Dunes” already').waitFor()
    await shoot(page, 'keys-name-taken')
    await region.getByRole('button', { name: 'Cancel' }).click()
    await region.getByText('Set ····unes').waitFor()
    // who uses it can be changed without typing it again
    await region.getByRole('button', { name: 'Change fal · Dunes' }).click()
    await region.getByRole('combobox', { name: 'Used by' }).click()
    await page.getByRole('option', { name: 'Every project' }).click()
    await shoot(page, 'keys-used-by')
    await region.getByRole('button', { name: 'Save', exact: true }).click()
    await region.getByRole('button', { name: 'Change fal · Dunes' }).waitFor()
    const after = (await stage.api.ask<Keys>('/api/keys')).providers.find(({ provider }) => provider === 'fal')
    expect(after?.accounts).toMatchObject([{ isDefault: false }, { id: 'fal:Dunes', isDefault: true }])
    expect(after?.accounts[1]).not.toHaveProperty('project')
    await region.getByRole('button', { name: 'Remove fal · Dunes' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await region.getByText('Dunes').waitFor({ state: 'detached' })
  })

  test('what is saved and not needed is taken away again: a secret with a button, anything else by emptying it', async () => {
    const page = await stage.tab('/keys#compatible')
    const own = page.getByRole('region', { name: 'Own server' })
    await own.getByLabel('API key').fill('a-key-of-my-own-server')
    await own.getByLabel('Address').fill('http://127.0.0.1:9/v1')
    await own.getByRole('button', { name: 'Save', exact: true }).click()
    await own.getByText('Set ····rver').waitFor()
    await own.getByRole('button', { name: 'Change Own server' }).click()
    await own.getByRole('button', { name: 'Take away the saved API key' }).click()
    await own.getByText('Saving takes away the one that is saved').waitFor()
    await shoot(page, 'keys-take-away')
    await own.getByRole('button', { name: 'Save', exact: true }).click()
    await own.getByText('Ready without a key').waitFor()

    const openai = page.getByRole('region', { name: 'OpenAI' })
    await openai.getByRole('button', { name: 'Set the key of OpenAI' }).click()
    await openai.getByLabel('API key').fill('sk-a-key-of-the-tests')
    await openai.getByLabel('Project').fill('proj_dunes')
    await openai.getByText('Advanced', { exact: true }).click()
    await openai.getByLabel('Address').fill('http://127.0.0.1:9/v1')
    await openai.getByRole('button', { name: 'Save', exact: true }).click()
    await openai.getByRole('button', { name: 'Change OpenAI' }).click()
    const project = openai.getByLabel('Project')
    expect(await project.inputValue()).toBe('proj_dunes')
    await project.fill('')
    await openai.getByRole('button', { name: 'Save', exact: true }).click()
    await openai.getByRole('button', { name: 'Change OpenAI' }).waitFor()
    const saved = (await stage.api.ask<Keys>('/api/keys')).providers.find(({ provider }) => provider === 'openai')
    expect(saved?.accounts[0]?.fields).toMatchObject([
      { name: 'key', source: 'saved' },
      { name: 'organization', source: 'none' },
      { name: 'openaiProject', source: 'none' },
    ])
  })

  test('on a telephone nothing is wider than the screen, in both themes', async () => {
    const phone = await stage.person({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const page = await stage.tab('/keys#fal', phone)
    await page.getByRole('region', { name: 'fal' }).waitFor()
    for (const theme of ['dark', 'light']) {
      await page.evaluate((value) => document.documentElement.setAttribute('data-theme', value), theme)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      await shoot(page, `keys-small-${theme}`)
    }
    await page.getByRole('button', { name: 'Change fal' }).tap()
    await page.getByLabel('API key').waitFor()
    await shoot(page, 'keys-small-form')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
