import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiOf } from './api.ts'
import { describeInBrowser, launchBrowser } from './browser.ts'
import { startServer, type ServerProcess } from './server.ts'

const freePort = async (): Promise<number> => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  taken.close()
  await once(taken, 'close')
  return typeof address === 'object' && address ? address.port : expect.unreachable('a port was taken')
}

describeInBrowser('a run, watched', () => {
  let server: ServerProcess
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    // The page comes back to the address it knows.
    server = await startServer({ env: { PORT: String(await freePort()) } })
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const bar = () => page.getByRole('region', { name: 'Run', exact: true })
  const ended = async (text: RegExp) => {
    await page.getByRole('region', { name: 'Notices' }).getByText(text).waitFor({ timeout: 60_000 })
    await bar().waitFor({ state: 'detached' })
  }
  const project = async () => (await apiOf(server).projects())[0] ?? expect.unreachable('there is no project')
  const runs = async () =>
    (await apiOf(server).ask<{ runs: { id: string; status: string }[] }>(`/api/projects/${(await project()).id}/runs`))
      .runs

  test('a reload in the middle shows it as it is, and its end', async () => {
    await page.goto(server.url)
    await page.waitForURL(/\/p\/\w+$/)
    await page.getByRole('button', { name: /^Run/ }).first().click()
    await bar()
      .getByText(/[1-9]\d* of \d+/)
      .waitFor()
    await page.reload()
    await bar()
      .getByText(/[1-9]\d* of \d+/)
      .waitFor()
    await ended(/^Done in/)
    expect(await runs()).toMatchObject([{ status: 'succeeded' }])
  })

  test('with nothing changed no step runs, and it says so', async () => {
    await page.getByRole('button', { name: /^Run/ }).first().click()
    await ended(/^Nothing had to run/)
    const [last] = await runs()
    const { tasks } = await apiOf(server).run(last?.id as never) // an id from the server
    expect(tasks.every((task) => task.reused)).toBe(true)
  })

  test('the server dies in the middle: the page says so, comes back by itself, and the run ends', async () => {
    const { id } = await project()
    const api = apiOf(server)
    const { project: opened, revision } = await api.open(id)
    const shots =
      Object.values(opened.nodes).find(({ kind }) => kind === 'video') ?? expect.unreachable('there is no video node')
    await api.change(id, revision, [{ op: 'set', path: ['nodes', shots.id, 'params', 'seconds'], value: 6 }])
    await page.getByRole('button', { name: /^Run/ }).first().click()
    await bar()
      .getByText(/\d+ of \d+/)
      .waitFor()
    await server.kill('SIGKILL')
    await page.getByText('The server does not answer.').waitFor()
    await server.restart()
    await page.getByText('The server does not answer.').waitFor({ state: 'detached', timeout: 30_000 })
    await ended(/^Done in/)
    const [last] = await runs()
    expect(last?.status).toBe('succeeded')
    const run = await apiOf(server).run(last?.id as never) // an id from the server
    expect(run.tasks.filter((task) => task.node === shots.id).every((task) => !task.reused)).toBe(true)
  })

  test('Stop stops it, and what is finished stays', async () => {
    const { id } = await project()
    const api = apiOf(server)
    const { project: opened, revision } = await api.open(id)
    const shots =
      Object.values(opened.nodes).find(({ kind }) => kind === 'video') ?? expect.unreachable('there is no video node')
    await api.change(id, revision, [{ op: 'set', path: ['nodes', shots.id, 'params', 'seconds'], value: 7 }])
    await page.getByRole('button', { name: /^Run/ }).first().click()
    await bar().getByRole('button', { name: 'Stop' }).click()
    await ended(/^Stopped/)
    expect((await runs())[0]?.status).toBe('cancelled')
  })
})
