import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { OpenedProject, ProjectId } from '@reelgraph/shared'
import { apiOf, type Api } from './api.ts'
import { launchBrowser } from './browser.ts'
import { startServer, type ServerProcess } from './server.ts'

const shots = process.env['REELGRAPH_SHOTS']

/** Keeps a picture of a page where `REELGRAPH_SHOTS` names a folder for them. */
export const shoot = async (page: Page, name: string): Promise<void> => {
  if (!shots) return
  await mkdir(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${name}.png`) })
}

/** One server with its own data and one browser, for all tests of a file. */
export interface Stage {
  readonly server: ServerProcess
  readonly api: Api
  readonly browser: Browser
  /** A new tab: of the same person, or of somebody else in `context`. It ends with the test. */
  tab(path?: string, context?: BrowserContext): Promise<Page>
  /** Another person: own storage, own clipboard rights. */
  person(options?: BrowserContextOptions): Promise<BrowserContext>
  /** A new project through the API, to begin a journey in the middle. */
  project(body: { readonly name?: string; readonly template?: string }): Promise<OpenedProject>
}

const pathOf = (id: ProjectId): string => `/p/${id}`

interface StageOptions {
  readonly size?: { readonly width: number; readonly height: number }
  readonly env?: NodeJS.ProcessEnv
}

/** Call at the top of a file. Every test also fails when the page throws or logs an error. */
export const useStage = ({ size = { width: 1440, height: 900 }, env = {} }: StageOptions = {}): Stage => {
  let server: ServerProcess | undefined
  let browser: Browser | undefined
  let own: BrowserContext | undefined
  const pages: Page[] = []
  const thrown: string[] = []
  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('The stage is built before the first test.')
    return thing
  }
  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServer({ env }), launchBrowser()])
  })
  afterEach(async ({ task }) => {
    const failed = task.result?.state === 'fail'
    const open = pages.splice(0)
    if (failed)
      await Promise.all(open.map((page, index) => shoot(page, `failed-${task.name.replaceAll(/\W+/g, '-')}-${index}`)))
    await Promise.all(open.map((page) => page.close()))
    expect(thrown.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  const stage: Stage = {
    get server() {
      return there(server)
    },
    get api() {
      return apiOf(there(server))
    },
    get browser() {
      return there(browser)
    },
    person: (options) =>
      there(browser).newContext({ viewport: size, acceptDownloads: true, colorScheme: 'dark', ...options }),
    async tab(path = '/', context) {
      own ??= await stage.person()
      const page = await (context ?? own).newPage()
      page.setDefaultTimeout(20_000)
      pages.push(page)
      page.on('pageerror', (error) => thrown.push(`The page threw: ${error.stack ?? error.message}`))
      page.on(
        'console',
        (message) =>
          message.type() === 'error' &&
          !isOfNetwork(message.text()) &&
          thrown.push(`The page logged: ${message.text()}`),
      )
      await page.goto(`${there(server).url}${path}`)
      return page
    },
    project: (body) => stage.api.create(body),
  }
  return stage
}

/** What the browser itself writes about answers; what the page makes of them is what counts. */
const isOfNetwork = (text: string): boolean => /^(Failed to load resource|WebSocket connection)/.test(text)

export const openProject = async (stage: Stage, id: ProjectId, context?: BrowserContext): Promise<Page> => {
  const page = await stage.tab(pathOf(id), context)
  await page.getByRole('button', { name: 'Add a node' }).first().waitFor()
  return page
}
