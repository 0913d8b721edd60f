import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '@reelgraph/shared'
import { expect, it } from 'vitest'
import { createDocumentFolder } from '../store/embedded/document-folder.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openSettingsDocument, parseSettings } from './settings-document.ts'

const openIn = async (folder: string) => {
  const warnings: string[] = []
  const documents = createDocumentFolder({ folder, parse: parseSettings })
  const settings = await openSettingsDocument({ documents, log: { warn: (message) => warnings.push(message) } })
  return { settings, warnings, documents }
}

it('there are no limits until a person sets one, and a limit is there at the next start', async () => {
  const folder = temporaryFolder()
  const { settings } = await openIn(folder)
  expect(settings.get()).toEqual({ lanes: {} })
  expect(await settings.change({ dayCap: 5_000_000 })).toEqual({ lanes: {}, dayCap: 5_000_000 })
  expect(settings.get()).toEqual({ lanes: {}, dayCap: 5_000_000 })
  expect((await openIn(folder)).settings.get()).toEqual({ lanes: {}, dayCap: 5_000_000 })
})

it('a change leaves what it does not name, and null removes a limit', async () => {
  const { settings } = await openIn(temporaryFolder())
  await settings.change({ dayCap: 1, storageLimitBytes: 2, lanes: { fal: { concurrency: 3 } } })
  await settings.change({ dayCap: null })
  expect(settings.get()).toEqual({ storageLimitBytes: 2, lanes: { fal: { concurrency: 3 } } })
})

it('of changes made at the same time none is lost', async () => {
  const folder = temporaryFolder()
  const { settings } = await openIn(folder)
  await Promise.all([settings.change({ dayCap: 1 }), settings.change({ storageLimitBytes: 2 })])
  expect((await openIn(folder)).settings.get()).toEqual({ lanes: {}, dayCap: 1, storageLimitBytes: 2 })
})

it('a change that does not reach the disk does not hold, and the next one can', async () => {
  const folder = temporaryFolder()
  const { documents } = await openIn(folder)
  let isFull = true
  const settings = await openSettingsDocument({
    documents: {
      ...{ read: (id: string) => documents.read(id), ids: () => documents.ids() },
      write: async (id, data) => {
        if (isFull) throw fail('disk-full', 'The disk is full.')
        await documents.write(id, data)
      },
      ...{ mend: refuse, forms: refuse, keep: refuse, bin: refuse, restore: refuse, binned: refuse },
    },
    log: { warn: () => {} },
  })
  await expect(settings.change({ dayCap: 1 })).rejects.toMatchObject({ code: 'disk-full' })
  expect(settings.get()).toEqual({ lanes: {} })
  isFull = false
  expect(await settings.change({ dayCap: 2 })).toMatchObject({ dayCap: 2 })
})

it('damaged settings come back from their last good copy, and that is said', async () => {
  const folder = temporaryFolder()
  const { settings } = await openIn(folder)
  await settings.change({ dayCap: 1 })
  await settings.change({ dayCap: 2 })
  writeFileSync(join(folder, 'settings.json'), '{"dayCap": ')
  const again = await openIn(folder)
  expect(again.settings.get()).toMatchObject({ dayCap: 1 })
  expect(again.warnings).toMatchObject([expect.stringContaining('restored from their last good copy')])
  expect(readdirSync(join(folder, 'damaged'))).toHaveLength(1)
})

it('a limit is never forgotten in silence: where nothing of the settings can be read, the server does not start', async () => {
  const folder = temporaryFolder()
  await (await openIn(folder)).settings.change({ dayCap: 1 })
  rmSync(join(folder, 'copies'), { recursive: true, force: true })
  writeFileSync(join(folder, 'settings.json'), '{"dayCap": "much"}')
  await expect(openIn(folder)).rejects.toMatchObject({ code: 'corrupt-document' })
})

const refuse = (): never => expect.fail('nobody asks for this')
