import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import disk from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import type { MediaFacts } from '@reelgraph/shared'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAssetFacts } from '../store/embedded/asset-facts.ts'
import { openDatabase } from '../store/embedded/database.ts'
import { everyMoment, putBack } from '../testing/disk-steps.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openFileAssetStore } from './file-asset-store.ts'

const FACTS: MediaFacts = { kind: 'image', mime: 'image/png', streams: { video: 1, audio: 0 } }

const openStore = async (more: { readonly folder?: string; readonly probe?: () => Promise<MediaFacts> } = {}) => {
  const folder = more.folder ?? temporaryFolder()
  const database = openDatabase(join(folder, 'reelgraph.db'))
  onTestFinished(() => database.close())
  const time = { now: 0 }
  const facts = createAssetFacts(database, () => time.now)
  const probe = more.probe ?? (async () => FACTS)
  const store = await openFileAssetStore({ folder: join(folder, 'assets'), facts, probe })
  return { store, facts, folder, time, database }
}

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text)
}

const old = (cameAt: number): boolean => cameAt < 10

describe('deleting media', () => {
  it('frees the bytes and forgets the facts; the same bytes may come again', async () => {
    const { store } = await openStore()
    const { asset } = await store.write(bytes('a picture'), {})
    expect(await store.remove(asset, old)).toBe(9)
    expect([existsSync(store.path(asset)), await store.facts(asset)]).toEqual([false, undefined])
    expect(await store.remove(asset, old)).toBeUndefined()
    expect((await store.write(bytes('a picture'), {})).asset).toBe(asset)
    expect(readFileSync(store.path(asset), 'utf8')).toBe('a picture')
  })

  it('leaves what came again meanwhile, although its file is older', async () => {
    const { store, time } = await openStore()
    const { asset } = await store.write(bytes('a picture'), {})
    time.now = 20
    await store.write(bytes('a picture'), {})
    expect(await store.remove(asset, old)).toBeUndefined()
    expect(existsSync(store.path(asset))).toBe(true)
  })

  it('stores bytes anew that were deleted while they were found to be there', async () => {
    const { store } = await openStore()
    const { asset } = await store.write(bytes('a picture'), {})
    const value = await meanwhile(
      'stat',
      () => store.remove(asset, old),
      () => store.write(bytes('a picture'), {}),
    )
    expect(readFileSync(store.path(asset), 'utf8')).toBe('a picture')
    expect(await store.facts(asset)).toEqual(value)
  })

  it('leaves bytes alone that come in the place of a file that had gone', async () => {
    const { store, time } = await openStore()
    const { asset } = await store.write(bytes('a picture'), {})
    rmSync(store.path(asset))
    time.now = 20
    const value = await meanwhile(
      'rename',
      () => store.remove(asset, old),
      () => store.write(bytes('a picture'), {}),
    )
    expect(readFileSync(store.path(asset), 'utf8')).toBe('a picture')
    expect(await store.facts(asset)).toEqual(value)
  })
})

/** Has `other` happen when the disk has done the first `step` of `work`, and before that hears of it. */
const meanwhile = async <T>(
  step: 'stat' | 'rename',
  other: () => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> => {
  const original = disk[step] as (...values: readonly unknown[]) => Promise<unknown> // called with what it is given
  let met = 0
  const meeting = async (...values: readonly unknown[]): Promise<unknown> => {
    const result = await original(...values)
    if ((met += 1) === 1) await other()
    return result
  }
  Object.assign(disk, { [step]: meeting })
  syncBuiltinESMExports()
  try {
    return await work()
  } finally {
    Object.assign(disk, { [step]: original })
    syncBuiltinESMExports()
    expect(met).toBeGreaterThan(0)
  }
}

it('leaves nothing half deleted wherever the process dies, and deleting goes on where it stopped', async () => {
  const { store, folder } = await openStore()
  const { asset } = await store.write(bytes('a picture'), {})
  const images = await everyMoment({ folder: join(folder, 'assets'), work: () => store.remove(asset, old) })
  expect(images.length).toBeGreaterThan(1)
  for (const image of images) {
    const next = temporaryFolder()
    cpSync(putBack(image), join(next, 'assets'), { recursive: true })
    const again = await openStore({ folder: next })
    // They ride the next commit, so after a death they are there.
    again.facts.put({ asset, kind: 'image', mime: 'image/png', bytes: 9 })
    expect(readdirSync(join(next, 'assets', 'incoming'))).toEqual([])
    expect([0, 9]).toContain(await again.store.remove(asset, () => true))
    expect([existsSync(again.store.path(asset)), await again.store.facts(asset)]).toEqual([false, undefined])
    expect((await again.store.write(bytes('a picture'), {})).bytes).toBe(9)
  }
})
