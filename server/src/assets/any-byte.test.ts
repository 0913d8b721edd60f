import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AssetIdSchema } from '@reelgraph/shared'
import { expect, it, onTestFinished } from 'vitest'
import { clearScratch } from '../media/clear-scratch.ts'
import { probe } from '../media/probe.ts'
import { createAssetFacts } from '../store/embedded/asset-facts.ts'
import { openDatabase } from '../store/embedded/database.ts'
import { everyMoment, putBack } from '../testing/disk-steps.ts'
import { pieces, png } from '../testing/media-files.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import type { AssetStore } from './asset-store.ts'
import { createDerivedMedia } from './derived-media.ts'
import { openFileAssetStore } from './file-asset-store.ts'

/** As a server starts on it. */
const start = async (folder: string): Promise<AssetStore> => {
  const database = openDatabase(join(folder, 'reelgraph.db'))
  onTestFinished(() => database.close())
  await clearScratch(join(folder, 'scratch'))
  return openFileAssetStore({
    folder: join(folder, 'assets'),
    facts: createAssetFacts(database),
    probe: (path, signal) => probe({ path, signal }),
  })
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile())

const idOf = (bytes: Uint8Array) => AssetIdSchema.parse(createHash('sha256').update(bytes).digest('hex'))

const withOne = async () => {
  const folder = temporaryFolder()
  const old = await png('red')
  const store = await start(folder)
  await store.write(pieces(old), {})
  return { folder, old, store, next: await png('blue') }
}

/** Under a final name there is nothing but whole media with their facts, and no other file at all. */
const expectWhole = async (folder: string, { old, next }: { old: Buffer; next: Buffer }, after: string) => {
  const store = await start(folder)
  const arrived = (await store.facts(idOf(next))) !== undefined
  const media = [old, ...(arrived ? [next] : [])]
  const files = filesIn(join(folder, 'assets')).map((name) => join(folder, 'assets', name))
  expect([after, files.toSorted()]).toEqual([after, media.map((bytes) => store.path(idOf(bytes))).toSorted()])
  for (const bytes of media) expect(readFileSync(store.path(idOf(bytes)))).toEqual(bytes)
  expect([after, existsSync(join(folder, 'scratch'))]).toEqual([after, false])
  expect(await store.write(pieces(next), {})).toMatchObject({ asset: idOf(next), kind: 'image' })
  expect(readFileSync(store.path(idOf(next)))).toEqual(next)
  return arrived
}

it('an upload that a kill ended at any step is there as a whole or not at all', async () => {
  const { folder, store, old, next } = await withOne()
  const images = await everyMoment({ folder, work: () => store.write(pieces(next, 40), {}) })
  const arrived: boolean[] = []
  for (const [index, image] of images.entries()) {
    const midway = image.after.endsWith('bytes')
    if (midway && index % 3 > 0) continue
    arrived.push(await expectWhole(putBack(image), { old, next }, image.after))
    if (!midway) await expectWhole(putBack(image, { powerCut: true }), { old, next }, image.after)
  }
  expect([arrived.at(0), arrived.at(-1), arrived.length > 20]).toEqual([false, true, true])
})

it('so is the result of a step, and its scratch folder is gone at the next start', async () => {
  const { folder, store, old, next } = await withOne()
  const result = join(folder, 'scratch', 'task-1', 'picture.png')
  mkdirSync(join(folder, 'scratch', 'task-1'), { recursive: true })
  writeFileSync(result, next)
  const images = await everyMoment({ folder, work: () => store.adopt(result, {}) })
  for (const image of images) await expectWhole(putBack(image), { old, next }, image.after)
  expect(images.length).toBeGreaterThan(5)
})

it('a poster that a kill ended at any byte is made again, and nothing is left of it', async () => {
  const { folder, store, old } = await withOne()
  const derive = (data: string, assets: AssetStore) =>
    createDerivedMedia({ folder: join(data, 'cache'), assets, ffmpegPath: undefined })
  const id = idOf(old)
  let poster = new Uint8Array()
  const images = await everyMoment({ folder, work: async () => (poster = await derive(folder, store).poster(id)) })
  expect(images.length).toBeGreaterThan(40)
  for (const [index, image] of images.entries()) {
    const again = putBack(image, { powerCut: index % 2 === 0 })
    expect(await derive(again, await start(again)).poster(id)).toEqual(poster)
    expect([image.after, filesIn(join(again, 'cache')).length]).toEqual([image.after, 1])
  }
})
