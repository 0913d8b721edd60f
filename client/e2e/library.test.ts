import { writeFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiOf } from './api.ts'
import { describeInBrowser, launchBrowser } from './browser.ts'
import { startServer, type ServerProcess } from './server.ts'

describeInBrowser('the library of projects and templates', () => {
  let server: ServerProcess
  let browser: Browser
  let page: Page
  const faults: string[] = []

  beforeAll(async () => {
    server = await startServer()
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const open = async (path: string) => {
    await page.goto(`${server.url}${path}`)
  }
  const card = (name: string) => page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) })
  const choose = async (name: string, item: string) => {
    await page.getByRole('button', { name: `More for ${name}`, exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  const names = async () => (await apiOf(server).projects()).map((project) => project.name).toSorted()

  test('whoever comes for the first time finds a film to run, and finds it again', async () => {
    await open('/')
    await page.waitForURL(/\/p\/\w+$/)
    await page.waitForFunction(() => document.title === 'First film · Reelgraph')
    const first = page.url()
    await open('/')
    await page.waitForURL(first)
    expect(await names()).toEqual(['First film'])
  })

  test('a template opens as a project of its own', async () => {
    await open('/templates')
    await page.getByRole('button', { name: 'Open Narrated slideshow' }).click()
    await page.waitForURL(/\/p\/\w+$/)
    await page.waitForFunction(() => document.title === 'Narrated slideshow · Reelgraph')
    expect(await names()).toEqual(['First film', 'Narrated slideshow'])
  })

  test('an empty project is made by name', async () => {
    await open('/projects')
    await page.getByRole('button', { name: 'New project' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Tide pools')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.title === 'Tide pools · Reelgraph')
    await open('/projects')
    expect(await card('Tide pools').getByText('empty').textContent()).toMatch(/· empty$/)
  })

  test('a project is renamed and duplicated; the copy has its nodes', async () => {
    await open('/projects')
    await choose('First film', 'Rename')
    await page.getByRole('textbox', { name: 'Name' }).fill('The forge at dawn')
    await page.keyboard.press('Enter')
    await card('The forge at dawn').waitFor()
    await choose('The forge at dawn', 'Duplicate')
    await card('The forge at dawn copy').waitFor()
    const facts = await Promise.all(
      ['The forge at dawn', 'The forge at dawn copy'].map((name) =>
        card(name)
          .getByText(/\d nodes$/)
          .textContent(),
      ),
    )
    expect(facts[0]?.split('·')[1]).toBe(facts[1]?.split('·')[1])
    expect(await names()).toEqual(['Narrated slideshow', 'The forge at dawn', 'The forge at dawn copy', 'Tide pools'])
  })

  test('a deleted project is gone at once and comes back whole', async () => {
    await open('/projects')
    await choose('The forge at dawn copy', 'Delete')
    await card('The forge at dawn copy').waitFor({ state: 'detached' })
    await expect.poll(names).toEqual(['Narrated slideshow', 'The forge at dawn', 'Tide pools'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await card('The forge at dawn copy').waitFor()
    expect(await names()).toContain('The forge at dawn copy')
  })

  test('a project is kept as a template, another begins from it, and the template is deleted', async () => {
    await open('/projects')
    await choose('The forge at dawn', 'Save as template')
    await page.getByRole('textbox', { name: 'Name' }).fill('Forge trailer')
    await page.getByRole('textbox', { name: 'What it is for' }).fill('Trailers in a smithy.')
    await page.getByRole('button', { name: 'Save template' }).click()
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await card('Forge trailer').getByText('Trailers in a smithy.').waitFor()
    await page.getByRole('button', { name: 'Open Forge trailer' }).click()
    await page.waitForFunction(() => document.title === 'Forge trailer · Reelgraph')
    await page.getByRole('article', { name: 'Start frames' }).waitFor()
    expect(await page.getByRole('article').count()).toBe(8)
    await open('/templates')
    await choose('Forge trailer', 'Delete template')
    await card('Forge trailer').waitFor({ state: 'detached' })
    expect((await apiOf(server).templates()).map(({ name }) => name)).not.toContain('Forge trailer')
  })

  test('a project that cannot be read is shown with the reason, beside those that can', async () => {
    await mkdir(join(server.data, 'projects'), { recursive: true })
    const [sample] = (await readdir(join(server.data, 'projects'), { recursive: true })).filter((name) =>
      name.endsWith('.json'),
    )
    expect(sample).toBeDefined()
    await writeFile(join(server.data, 'projects', 'Broken0000000000.json'), '{"version":1,"na')
    // The page would rightly complain while the server is away.
    await page.goto('about:blank')
    await server.restart()
    await open('/projects')
    expect(await page.getByRole('main').getByRole('alert').first().textContent()).toMatch(/Broken0000000000/)
    await card('The forge at dawn').waitFor()
  })

  test('an address that leads nowhere says so and leads on', async () => {
    await open('/nowhere')
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    await page.getByRole('button', { name: 'To the projects' }).click()
    await page.getByRole('heading', { name: 'Projects' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/projects')
  })

  test('the theme goes with the system until one is chosen; one click always shows the other one, and it is remembered', async () => {
    const dark = 'rgb(15, 16, 19)'
    const light = 'rgb(244, 243, 240)'
    const canvas = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.emulateMedia({ colorScheme: 'light' })
    await open('/projects')
    await expect.poll(canvas).toBe(light)
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(canvas).toBe(dark)
    await page.getByRole('button', { name: 'Light theme' }).click()
    await expect.poll(canvas).toBe(light)
    await page.getByRole('button', { name: 'Dark theme' }).click()
    await expect.poll(canvas).toBe(dark)
    await page.getByRole('button', { name: 'Light theme' }).click()
    await page.reload()
    expect(await canvas()).toBe(light)
    await open('/settings')
    await page.getByRole('radio', { name: 'As the system' }).click()
    await expect.poll(canvas).toBe(dark)
    await page.reload()
    await page.getByRole('button', { name: 'Light theme' }).waitFor()
    expect(await canvas()).toBe(dark)
  })

  test('nothing of it leaves an error behind', () => {
    expect(faults).toEqual([])
  })
})
