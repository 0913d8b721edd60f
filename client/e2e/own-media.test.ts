import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { card, runToTheEnd, saved, surface, watch } from './canvas.ts'
import { examineFilm, movingFrames } from './film.ts'
import { photo } from './photo.ts'
import { openProject, shoot, useStage } from './stage.ts'

interface OwnFile {
  readonly name: string
  readonly mimeType: string
  readonly bytes: Uint8Array
}

/** Drops files as a person does from another window: the browser's own File objects in a DataTransfer. */
const drop = async (page: Page, on: Locator, files: readonly OwnFile[], at = { x: 300, y: 200 }): Promise<void> => {
  const given = files.map(({ name, mimeType, bytes }) => ({
    name,
    mimeType,
    base64: Buffer.from(bytes).toString('base64'),
  }))
  const dataTransfer = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer()
    for (const { name, mimeType, base64 } of list)
      transfer.items.add(
        new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type: mimeType }),
      )
    return transfer
  }, given)
  const box = await on.boundingBox()
  const spot = { dataTransfer, clientX: (box?.x ?? 0) + at.x, clientY: (box?.y ?? 0) + at.y }
  for (const event of ['dragenter', 'dragover', 'drop']) await on.dispatchEvent(event, spot)
}

const clip = async (): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'reelgraph-clip-'))
  const file = join(folder, 'clip.mp4')
  await promisify(execFile)('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=320x180:rate=24:duration=2',
    '-pix_fmt',
    'yuv420p',
    file,
  ])
  const bytes = await readFile(file)
  await rm(folder, { recursive: true })
  return bytes
}

describeInBrowser('media of one’s own', () => {
  const stage = useStage()
  const imports = (page: Page): Locator => page.getByRole('article', { name: /^Import/ })
  const stateOf = (there: Locator, words: string | RegExp): Promise<void> =>
    there.locator('footer').getByText(words).waitFor()
  const garden = async (): Promise<OwnFile> => ({
    name: 'garden.jpg',
    mimeType: 'image/jpeg',
    bytes: await photo({ width: 900, height: 1200 }),
  })

  test('is dropped, pasted and picked', async () => {
    const { project } = await stage.project({ name: 'Own media' })
    const page = await openProject(stage, project.id)
    await drop(page, surface(page), [await garden()])
    await stateOf(imports(page), 'garden.jpg · 900 × 1200')
    await imports(page).getByRole('img', { name: 'Import' }).first().waitFor()

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 200 })
      const context = canvas.getContext('2d')
      if (context) context.fillRect(40, 40, 80, 80)
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
      if (blob) await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })])
    })
    await surface(page).click({ position: { x: 700, y: 120 } })
    await page.keyboard.press('ControlOrMeta+V')
    await stateOf(imports(page).nth(1), /320 × 200/)

    await surface(page).dblclick({ position: { x: 700, y: 450 } })
    await page.getByRole('combobox', { name: 'Add a node' }).fill('import')
    await page.keyboard.press('Enter')
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      imports(page)
        .nth(2)
        .getByRole('button', { name: /click to choose/ })
        .click(),
    ])
    await chooser.setFiles({ name: 'clip.mp4', mimeType: 'video/mp4', buffer: await clip() })
    await stateOf(imports(page).nth(2), /clip\.mp4 · 0:02/)
    await shoot(page, 'own-media')

    await saved(page)
    await page.reload()
    await stateOf(imports(page).first(), 'garden.jpg · 900 × 1200')
    expect(await imports(page).count()).toBe(3)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      imports(page)
        .nth(0)
        .getByRole('heading')
        .click()
        .then(() => page.getByRole('link', { name: 'Download' }).click()),
    ])
    expect(new Uint8Array(await readFile(await download.path()))).toEqual((await garden()).bytes)
  })

  test('becomes a film by the template for it', async () => {
    const page = await stage.tab('/templates')
    await page.getByRole('button', { name: 'Open Photo to motion' }).click()
    const there = card(page, 'Your photo')
    await drop(page, there.getByRole('button', { name: /Drop a file/ }), [await garden()])
    await there.locator('footer').getByText('garden.jpg').waitFor()
    expect(await runToTheEnd(page)).toMatch(/^Done/)
    await shoot(page, 'own-photo-film')
    await watch(page, 'Film')
    await card(page, 'Film').getByRole('heading').click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Download take/ }).click(),
    ])
    const film = await examineFilm(await download.path())
    expect([film.width, film.height, film.videoStreams, film.audioStreams]).toEqual([1280, 720, 1, 1])
    expect(movingFrames(film, 0.5, film.seconds - 0.5)).toBeGreaterThan(24)
  })

  test('that cannot be used says why on its card, and everything else stays', async () => {
    const { project } = await stage.project({ name: 'Bad media' })
    const page = await openProject(stage, project.id)
    const whole = await clip()
    const bad: readonly (readonly [OwnFile, RegExp])[] = [
      [
        {
          name: 'page.html',
          mimeType: 'text/html',
          bytes: Buffer.from('<!doctype html><title>Not found</title><p>Sorry'),
        },
        /page\.html.*(not|no) .*(picture|media)/,
      ],
      [
        { name: 'cut.mp4', mimeType: 'video/mp4', bytes: whole.subarray(0, Math.floor(whole.length / 2)) },
        /cut\.mp4.*(incomplete|cut off|damaged|broken|end)/i,
      ],
      [{ name: 'empty.png', mimeType: 'image/png', bytes: new Uint8Array() }, /empty/],
      [
        {
          name: 'notes.docx',
          mimeType: 'application/octet-stream',
          bytes: Buffer.from('PK\u0003\u0004 some office file'),
        },
        /notes\.docx/,
      ],
    ]
    for (const [index, [file, sentence]] of bad.entries()) {
      await drop(page, surface(page), [file], { x: 90 + (index % 2) * 420, y: 40 + Math.floor(index / 2) * 300 })
      const there = imports(page).nth(index)
      await there.getByRole('heading').click()
      await stateOf(there, sentence)
      await page.getByRole('alert').getByText(sentence).waitFor()
    }
    await shoot(page, 'bad-media')

    // an address inside the machine, and one that nobody has
    for (const [address, sentence] of [
      [`${stage.server.url}/`, /127\.0\.0\.1 is an address inside this machine/],
      ['http://nobody.invalid/cat.jpg', /nobody\.invalid/],
    ] as const) {
      await imports(page).nth(3).getByRole('heading').click()
      await page.getByRole('textbox', { name: 'Address' }).fill(address)
      await page.getByRole('button', { name: 'Fetch' }).click()
      await page.getByRole('alert').getByText(sentence).waitFor()
    }

    // the same card takes a file that is sound, and a bad one does not drive a good one out
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      imports(page)
        .nth(0)
        .getByRole('button', { name: /click to choose/ })
        .click(),
    ])
    await chooser.setFiles({ name: 'garden.jpg', mimeType: 'image/jpeg', buffer: Buffer.from((await garden()).bytes) })
    await stateOf(imports(page).nth(0), 'garden.jpg · 900 × 1200')
    await imports(page).nth(0).getByRole('heading').click()
    const inspector = page.getByRole('complementary', { name: 'Inspector' })
    await drop(
      page,
      inspector.getByRole('button', { name: /Click or drop to replace/ }),
      [bad[1]?.[0] ?? (await garden())],
      { x: 20, y: 20 },
    )
    await inspector.getByRole('alert').waitFor()
    await imports(page).nth(0).getByRole('img', { name: 'Import' }).first().waitFor()
    await shoot(page, 'bad-media-kept')
    await saved(page)
    const { project: kept } = await stage.api.open(project.id)
    expect(Object.values(kept.nodes)).toHaveLength(4)
    expect(Object.values(kept.nodes).filter((node) => node.params.asset !== undefined)).toHaveLength(1)
  })
})
