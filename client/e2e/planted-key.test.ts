import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page, Response } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NodeIdSchema, type ProjectId, type Run } from '@reelgraph/shared'
import { conformances, startEmulator, type Call, type Emulator, type Failure } from '@reelgraph/nodes/conformance'
import { newestRun } from './api.ts'
import { describeInBrowser } from './browser.ts'
import { dismissNotices } from './canvas.ts'
import { drawn } from './drawn.ts'
import { openProject, useStage } from './stage.ts'

const fal = conformances.find(({ provider }) => provider === 'fal')
if (!fal) throw new Error('fal has an emulator')
const KEY = fal.values['key'] ?? ''

/** Stands beside the key wherever the provider says it: where this is not found, nobody has looked in the right place. */
const CANARY = 'the canary that sat beside it'
const echo = `Key ${KEY} (${Buffer.from(KEY).toString('base64')}), ${CANARY}`

/** As it is, as bytes in other writings, and so much of it that the rest can be guessed. */
const bytes = Buffer.from(KEY)
const NEEDLES = [
  ...[KEY, encodeURIComponent(KEY), JSON.stringify(JSON.stringify(KEY)).slice(3, -3), KEY.slice(0, 14)],
  ...[
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    Buffer.from(`Key ${KEY}`).toString('base64url'),
  ],
  ...[bytes.toString('utf16le')],
]
const found = (hay: string | Buffer): readonly string[] => NEEDLES.filter((needle) => hay.includes(needle))

/** How fal meets the request of each step, by the word in its prompt. */
const WAYS: Readonly<Record<string, Failure | undefined>> = {
  meadow: undefined,
  rejected: { as: 'answer', status: 401, body: { detail: echo } },
  forbidden: { as: 'answer', status: 403, body: { detail: echo }, headers: { 'x-fal-request-id': KEY } },
  refused: {
    ...{ as: 'answer', status: 422 },
    body: { detail: [{ loc: ['body', 'prompt'], msg: echo, type: 'content_policy_violation', input: { key: KEY } }] },
  },
  retired: { as: 'answer', status: 404, body: { detail: echo } },
  busy: { as: 'answer', status: 429, body: { detail: echo }, headers: { 'retry-after': '1' } },
  broken: { as: 'answer', status: 502, body: `<html><body>${echo}</body></html>` },
  // a known field more in a good answer
  chatty: { as: 'changed', change: (body) => ({ ...(typeof body === 'object' && body), note: echo }) },
}

/** All that reaches a browser: every answer with its headers, every frame. */
const overhear = (page: Page, heard: Promise<string>[]): void => {
  const told = async (response: Response): Promise<string> => {
    const headers = JSON.stringify(await response.allHeaders())
    // what was not loaded to its end has no text
    return `${response.url()} ${headers} ${await response.text().catch(() => '')}`
  }
  page.on('response', (response) => heard.push(told(response).catch(() => '')))
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => heard.push(Promise.resolve(String(payload)))),
  )
}

/** What a browser keeps of a person. */
const keptBy = async (context: BrowserContext): Promise<string> =>
  JSON.stringify(await context.storageState({ indexedDB: true }))

/** Every byte that the server has written, each file with its name. */
const written = async (folder: string): Promise<Buffer> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Buffer.concat(
    await Promise.all(files.map(async (file) => Buffer.concat([Buffer.from(file), await readFile(file)]))),
  )
}

const SETTLED: ReadonlySet<string> = new Set(['succeeded', 'failed', 'unknown', 'blocked'])

describeInBrowser('a key that is typed', () => {
  let emulator: Emulator
  const stage = useStage({ env: { FAL_KEY: '', FAL_API_KEY: '', FAL_BASE_URL: '' } })
  beforeAll(async () => {
    emulator = await startEmulator(fal.draw)
  })
  afterAll(() => emulator.close())

  const settled = async (project: ProjectId): Promise<Run> => {
    await expect
      .poll(async () => (await newestRun(stage.api, project)).tasks.every(({ status }) => SETTLED.has(status)), {
        timeout: 40_000,
      })
      .toBe(true)
    return newestRun(stage.api, project)
  }

  /** Everything that can be read without changing anything, and what is made to be given away. */
  const answers = async (project: ProjectId, run: Run): Promise<string> => {
    const { paths } = await stage.api.ask<{ paths: Record<string, Record<string, unknown>> }>('/api/openapi.json')
    const ids: Readonly<Record<string, string>> = { id: project, node: Object.keys(WAYS)[1] ?? '' }
    const read = Object.entries(paths).flatMap(([path, methods]) => {
      if (!('get' in methods) || path.includes('/assets/')) return []
      const filled = path.startsWith('/api/runs/') ? path.replace('{id}', run.id) : path
      return [filled.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'fal')]
    })
    expect(read.length).toBeGreaterThan(15)
    const told = await Promise.all(
      read.map(async (path) => {
        const response = await fetch(`${stage.server.url}${path}`)
        return `${path} ${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`
      }),
    )
    const post = async (path: string, body: unknown): Promise<string> =>
      JSON.stringify(await stage.api.post(path, body))
    const plan = await post(`/api/projects/${project}/plan`, { scope: { of: 'all' } })
    const template = await post('/api/templates', { project, name: 'To give away', summary: 'With everything in it.' })
    const tested = await post('/api/providers/fal/test', {}).catch(String)
    return [...told, plan, template, tested].join('\n')
  }

  test('is in no answer, frame, page, log, journal, template, database or file, however its film goes', async () => {
    const id = await drawn(
      stage,
      Object.keys(WAYS)
        .map((way) => `${way}:image`)
        .join('\n'),
      Object.fromEntries(
        Object.keys(WAYS).map((way) => [
          NodeIdSchema.parse(way),
          { kind: 'image', title: way, model: 'fal/flux-schnell', params: { prompt: `a ${way} hill` } },
        ]),
      ),
    )
    const person = await stage.person()
    const heard: Promise<string>[] = []
    const page = await openProject(stage, id, person)
    overhear(page, heard)
    await page.reload()
    const pages: string[] = []
    const look = async (): Promise<void> => void pages.push(await page.content())

    await page.getByRole('button', { name: 'Set the key' }).first().click()
    await page.getByLabel('API key').fill(KEY)
    await page.getByText('Advanced', { exact: true }).click()
    await page.getByLabel('Address').fill(emulator.url)
    emulator.fail({ as: 'answer', status: 401, body: { detail: echo } }, { on: 'free' })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(`Set ····${KEY.slice(-4)}`).waitFor()
    await look()
    await page.getByRole('button', { name: /^Test/ }).first().click()
    await page.getByText('It works').waitFor()
    await look()

    for (const [way, failure] of Object.entries(WAYS))
      if (failure)
        emulator.fail(failure, { on: (call: Call) => call.method === 'POST' && call.body.includes(`a ${way} hill`) })
    await page.goto(`${stage.server.url}/p/${id}`)
    await page
      .getByRole('button', { name: /^Run\b/ })
      .first()
      .click()
    // prices that fal lists now may come in between: then the plan is shown once more
    const agree = page.getByRole('dialog').getByRole('button', { name: /^Run\b/ })
    await agree.waitFor()
    const goesOn = async (): Promise<boolean> => {
      if (await agree.isVisible()) await agree.click({ timeout: 1000 }).catch(() => undefined)
      return page.getByRole('region', { name: 'Run', exact: true }).isVisible()
    }
    await expect.poll(goesOn, { timeout: 20_000 }).toBe(true)
    const first = await settled(id)
    expect(Object.fromEntries(first.tasks.map(({ node, status }) => [node, status]))).toMatchObject({
      ...{ meadow: 'succeeded', busy: 'succeeded', chatty: 'succeeded' },
      ...{ rejected: 'failed', forbidden: 'failed', refused: 'failed', retired: 'failed' },
    })
    await look()
    await dismissNotices(page)
    await page.getByRole('article', { name: 'refused' }).getByRole('heading').click()
    await page.getByText(CANARY).first().waitFor()
    await look()

    await stage.server.kill('SIGKILL')
    await stage.server.restart()
    for (const path of ['/keys', '/costs', `/p/${id}`]) {
      await page.goto(`${stage.server.url}${path}`)
      await page.getByRole('main').or(page.getByRole('article')).first().waitFor()
      await look()
    }
    const told = await answers(id, first)
    const kept = await keptBy(person)
    await stage.server.kill('SIGTERM')

    const places = {
      ...{ answers: told, pages: pages.join('\n'), kept, log: stage.server.log() },
      heard: (await Promise.all(heard)).join('\n'),
      files: await written(stage.server.data),
    }
    for (const [place, hay] of Object.entries(places)) expect([place, found(hay)]).toEqual([place, []])
    // what the provider said is there, without it
    for (const place of ['answers', 'pages', 'heard', 'files'] as const)
      expect([place, places[place].includes(CANARY)]).toEqual([place, true])
    expect(emulator.paid.every(({ headers }) => Object.values(headers).some((value) => value.includes(KEY)))).toBe(true)
    await stage.server.restart()
  })
})
