import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { everyMoment, putBack, type FolderImage } from '../../testing/disk-steps.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import type { DocumentStore } from '../documents.ts'
import { createDocumentFolder } from './document-folder.ts'

const DocumentSchema = z.object({ form: z.int() })
type Document = z.infer<typeof DocumentSchema>

const openFolder = (folder: string): DocumentStore<Document> =>
  createDocumentFolder({ folder, parse: (json) => DocumentSchema.parse(json) })

/** A folder with a document that was written as form 1, 2, … up to `last`. */
const withForms = async (last: number): Promise<string> => {
  const folder = temporaryFolder()
  const documents = openFolder(folder)
  for (let form = 1; form <= last; form += 1) await documents.write('film', { form })
  return folder
}

/** The form of a document and those of its copies, the latest first. */
const formsIn = async (folder: string): Promise<readonly number[]> =>
  (await openFolder(folder).forms('film')).map(({ form }) => form)

const filesIn = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' })

const write = (folder: string, form: number, refuseLinks = false) =>
  everyMoment({ folder, refuseLinks, work: () => openFolder(folder).write('film', { form }) })

/** Whoever opens it finds the old or the new form, the forms before, and nothing that is unfinished. */
const expectWhole = async ({ after, files }: FolderImage, folder: string, next: number): Promise<void> => {
  const documents = openFolder(folder)
  const there = next > 1 || files.has('film.json')
  const ids = await documents.ids()
  const { state } = await documents.read('film')
  const forms = await formsIn(folder)
  const latest = forms[0] ?? 0
  expect({
    after,
    ids,
    state,
    isOldOrNew: latest === next || latest === next - 1,
    // The last but three falls out.
    lost: [latest - 1, latest - 2].filter((form) => form > 0 && !forms.includes(form)),
    inOrder: forms.toSorted((a, b) => b - a),
    unfinished: filesIn(folder).filter((name) => name.endsWith('.new')),
  }).toEqual({
    after,
    ids: there ? ['film'] : [],
    state: there ? 'good' : 'missing',
    isOldOrNew: true,
    lost: [],
    inOrder: forms,
    unfinished: [],
  })
}

describe.each([
  ['a file system with links', false],
  ['one without', true],
])('a process that is killed while it writes a document, on %s,', (_, refuseLinks) => {
  it.each([1, 2, 3, 5, 6])('leaves form %i or the one before, whole, and loses no other', async (next) => {
    const images = await write(await withForms(next - 1), next, refuseLinks)
    expect(images.length).toBeGreaterThan(20)
    for (const image of images) {
      await expectWhole(image, putBack(image), next)
      if (!image.after.endsWith('bytes')) await expectWhole(image, putBack(image, { powerCut: true }), next)
    }
  })

  it('may be killed again and again at any step: the next write that gets through keeps what was there', async () => {
    const steps = (images: readonly FolderImage[]) => images.filter(({ after }) => !after.endsWith('bytes'))
    for (const first of steps(await write(await withForms(5), 6, refuseLinks))) {
      for (const second of steps(await write(putBack(first), 7, refuseLinks))) {
        const folder = putBack(second)
        const before = new Set(await formsIn(folder))
        await openFolder(folder).write('film', { form: 8 })
        const forms = await formsIn(folder)
        // Without links nobody can tell a copy that was made just before the kill from an earlier one of the same.
        const lost = [...before].slice(0, refuseLinks ? 1 : 3).filter((form) => !forms.includes(form))
        const killed = [first.after, second.after]
        expect({ killed, latest: forms[0], lost }).toEqual({ killed, latest: 8, lost: [] })
      }
    }
  })
})

describe('a document that is damaged', () => {
  const damage = async (): Promise<string> => {
    const folder = await withForms(3)
    writeFileSync(join(folder, 'film.json'), '{"form": ')
    return folder
  }

  it('is there at every moment while it is restored from its last good copy', async () => {
    const folder = await damage()
    const images = await everyMoment({ folder, work: () => openFolder(folder).read('film') })
    expect(images.length).toBeGreaterThan(20)
    for (const image of images) {
      const { after } = image
      const again = putBack(image, { powerCut: true })
      const documents = openFolder(again)
      const ids = await documents.ids()
      const first = await documents.read('film')
      const second = await documents.read('film')
      const kept = readdirSync(join(again, 'damaged')).map((name) => readFileSync(join(again, 'damaged', name), 'utf8'))
      expect([after, ids, first, second, new Set(kept), await formsIn(again)]).toEqual([
        after,
        ['film'],
        expect.objectContaining({ data: { form: 2 } }),
        { state: 'good', data: { form: 2 } },
        new Set(['{"form": ']),
        [2, 2, 1],
      ])
    }
  })

  it('does not become a copy of itself when it is restored', async () => {
    const folder = await damage()
    const documents = openFolder(folder)
    expect(await documents.read('film')).toMatchObject({ state: 'restored', data: { form: 2 } })
    await documents.write('film', { form: 4 })
    expect(await formsIn(folder)).toEqual([4, 2, 2, 1])
  })
})

describe('copies', () => {
  it('never become two names of one file that a later write would change', async () => {
    let folder = await withForms(1)
    for (let killed = 0; killed < 4; killed += 1) {
      const images = await write(folder, 2)
      const unfinished = images.findLast(({ files }) => files.has('film.json.new'))
      folder = putBack(unfinished ?? expect.fail('it was never unfinished'))
    }
    await openFolder(folder).write('film', { form: 2 })
    await openFolder(folder).write('film', { form: 3 })
    expect(await formsIn(folder)).toEqual([3, 2, 1])
  })

  it('that are damaged are passed over', async () => {
    const folder = await withForms(4)
    writeFileSync(join(folder, 'copies', 'film.1.json'), 'x')
    expect(await formsIn(folder)).toEqual([4, 2, 1])
    writeFileSync(join(folder, 'film.json'), 'x')
    expect(await openFolder(folder).read('film')).toMatchObject({ state: 'restored', data: { form: 2 } })
  })
})
