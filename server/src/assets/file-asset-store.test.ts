import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { probe } from '../media/probe.ts'
import { createAssetFacts } from '../store/embedded/asset-facts.ts'
import { openDatabase } from '../store/embedded/database.ts'
import { mp4, pieces, png } from '../testing/media-files.ts'
import { smallDisk } from '../testing/small-disk.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { openFileAssetStore } from './file-asset-store.ts'

const openStore = async (folder: string, databaseFolder = folder) => {
  const facts = createAssetFacts(openDatabase(join(databaseFolder, 'reelgraph.db')))
  return openFileAssetStore({ folder: join(folder, 'assets'), facts, probe: (path, signal) => probe({ path, signal }) })
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(folder, 'assets'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, 'assets', name)).isFile(),
  )

describe('the asset store', () => {
  it('calls a file by the SHA-256 of its bytes, with the facts of a probe', async () => {
    const store = await openStore(temporaryFolder())
    const bytes = await png('red', 20)
    const value = await store.write(pieces(bytes), { name: 'red.txt' })
    expect(value).toEqual({
      asset: createHash('sha256').update(bytes).digest('hex'),
      kind: 'image',
      mime: 'image/png',
      bytes: bytes.length,
      width: 20,
      height: 20,
    })
    expect(readFileSync(store.path(value.asset))).toEqual(bytes)
    expect(await store.facts(value.asset)).toEqual(value)
  })

  it('stores the same bytes once, also when they come twice at the same time', async () => {
    const folder = temporaryFolder()
    const store = await openStore(folder)
    const bytes = await png('blue')
    const [first, second] = await Promise.all([store.write(pieces(bytes), {}), store.write(pieces(bytes, 7), {})])
    expect(await store.write(pieces(bytes), {})).toEqual(first)
    expect(second).toEqual(first)
    expect(filesIn(folder)).toHaveLength(1)
  })

  it('takes over a finished file', async () => {
    const folder = temporaryFolder()
    const store = await openStore(folder)
    const path = join(folder, 'result.mp4')
    writeFileSync(path, mp4())
    const value = await store.adopt(path, {})
    expect(value).toMatchObject({ kind: 'video', mime: 'video/mp4', width: 64, height: 36, fps: 24, hasAudio: true })
    expect(existsSync(path)).toBe(false)
    expect(filesIn(folder)).toHaveLength(1)
  })

  it.each([
    ['nothing at all', () => new Uint8Array(), 'empty'],
    ['a web page', () => Buffer.from('<!doctype html><title>Hi</title>'), 'web page'],
    ['text', () => Buffer.from('name,age\nBob,3'), 'text'],
    ['a PDF', () => Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj'), 'PDF'],
    ['noise', () => Buffer.from([1, 2, 3, 250, 251, 0, 9, 200]), 'no picture, video or sound'],
    [
      'half an mp4',
      () => {
        const bytes = mp4()
        return bytes.subarray(0, bytes.length / 2)
      },
      'incomplete',
    ],
  ])('refuses %s with a sentence, and nothing is left of it', async (_, bytes, sentence) => {
    const folder = temporaryFolder()
    const store = await openStore(folder)
    const refusal = store.write(pieces(bytes()), { name: 'cat.mp4' })
    await expect(refusal).rejects.toMatchObject({
      code: 'bad-media',
      message: expect.stringContaining(sentence),
      body: { hint: expect.any(String) },
    })
    await expect(refusal).rejects.toThrow('“cat.mp4”')
    expect(filesIn(folder)).toEqual([])
  })

  it('stops at the limit, at once where the sender says the size, else on the way', async () => {
    const folder = temporaryFolder()
    const store = await openStore(folder)
    let pulled = 0
    const endless = async function* () {
      for (;;) {
        pulled += 1
        yield new Uint8Array(1000)
      }
    }
    await expect(store.write(endless(), { limit: 10_000, announced: 20_000 })).rejects.toMatchObject({
      code: 'too-large',
    })
    expect(pulled).toBe(0)
    await expect(store.write(endless(), { limit: 10_000 })).rejects.toMatchObject({ code: 'too-large' })
    expect(pulled).toBe(11)
    expect(filesIn(folder)).toEqual([])
  })

  it('leaves nothing of an upload that was given up or that broke off', async () => {
    const folder = temporaryFolder()
    const store = await openStore(folder)
    const bytes = await png('green')
    const giveUp = new AbortController()
    const slow = async function* () {
      yield bytes.subarray(0, 20)
      giveUp.abort()
      yield bytes.subarray(20)
    }
    await expect(store.write(slow(), { signal: giveUp.signal })).rejects.toMatchObject({ code: 'cancelled' })
    const broken = async function* () {
      yield bytes.subarray(0, 20)
      throw new Error('the line is dead')
    }
    await expect(store.write(broken(), {})).rejects.toThrow('the line is dead')
    expect(filesIn(folder)).toEqual([])
  })

  it('removes at its start what a dead process has left', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'assets', 'incoming'), { recursive: true })
    writeFileSync(join(folder, 'assets', 'incoming', 'half'), 'x')
    await openStore(folder)
    expect(filesIn(folder)).toEqual([])
  })
})

describe('a full disk', () => {
  it('refuses the file with the reason, and nothing is left of it', async ({ skip }) => {
    const disk = smallDisk(1)
    if (disk === undefined) return skip('only root may mount a small disk')
    const store = await openStore(disk, temporaryFolder())
    const noise = Buffer.alloc(3 * 1024 * 1024, 1)
    await expect(store.write(pieces(noise, 50_000), { name: 'big.mp4' })).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining('big.mp4'),
    })
    await expect(store.write(pieces(noise), { announced: noise.length })).rejects.toMatchObject({ code: 'disk-full' })
    expect(filesIn(disk)).toEqual([])
    await expect(store.write(pieces(await png('red')), {})).resolves.toMatchObject({ kind: 'image' })
  })
})
