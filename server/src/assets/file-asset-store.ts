import { randomUUID } from 'node:crypto'
import { renameSync, statSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AssetIdSchema, ReelgraphError, type AssetId, type AssetValue, type MediaFacts } from '@reelgraph/shared'
import type { AssetFacts } from '../store/asset-facts.ts'
import { hasCode, readableDiskError } from '../disk/disk-error.ts'
import { syncFolder } from '../disk/sync-folder.ts'
import type { AssetKeeper, AssetStore, WriteOptions } from './asset-store.ts'
import { checkAnnounced, readReceived, receiveFile, type ReceivedFile } from './receive-file.ts'

interface FileAssetStoreParts {
  readonly folder: string
  readonly facts: AssetFacts
  /** @throws `bad-media`. */
  readonly probe: (path: string, signal: AbortSignal | undefined) => Promise<MediaFacts>
}

/**
 * Media in files that are called by their content: `ab/cdef…` below the folder. Unfinished ones are in `incoming`, and beside
 * them a mark for each that is just being given its name.
 */
export const openFileAssetStore = async (parts: FileAssetStoreParts): Promise<AssetStore & AssetKeeper> => {
  const store = new ContentFolder(parts)
  await store.clear()
  return store
}

class ContentFolder implements AssetStore, AssetKeeper {
  private readonly parts: FileAssetStoreParts
  private readonly incoming: string

  constructor(parts: FileAssetStoreParts) {
    this.parts = parts
    this.incoming = join(parts.folder, 'incoming')
  }

  /** Whatever is unfinished at the start belongs to a process that has died. */
  async clear(): Promise<void> {
    for (const id of await marked(this.incoming)) {
      if (!this.parts.facts.get(id)) await rm(this.path(id), { force: true })
    }
    await rm(this.incoming, { recursive: true, force: true })
    await mkdir(this.incoming, { recursive: true })
  }

  async write(source: AsyncIterable<Uint8Array>, options: WriteOptions): Promise<AssetValue> {
    await checkAnnounced(this.incoming, options)
    return this.admit(await receiveFile({ source, path: this.newPath(), options }), options)
  }

  async adopt(path: string, options: WriteOptions): Promise<AssetValue> {
    const own = this.newPath()
    try {
      await takeOver(path, own)
      return await this.admit(await readReceived(own, options), options)
    } catch (error) {
      await rm(own, { force: true })
      throw readableDiskError(error, 'the result')
    }
  }

  async facts(id: AssetId): Promise<AssetValue | undefined> {
    return this.parts.facts.get(id)
  }

  path(id: AssetId): string {
    return join(this.parts.folder, id.slice(0, 2), id.slice(2))
  }

  async remove(id: AssetId, mayGo: (cameAt: number) => boolean): Promise<number | undefined> {
    const cameAt = this.parts.facts.cameAt(id)
    if (cameAt === undefined || !mayGo(cameAt)) return undefined
    const away = this.newPath()
    const bytes = moveAway(this.path(id), away)
    this.parts.facts.remove(id)
    await rm(away, { force: true })
    return bytes
  }

  private newPath(): string {
    return join(this.incoming, randomUUID())
  }

  /** Gives a received file its name, once it is known to be media. Removes it where it is not, or is there already. */
  private async admit(received: ReceivedFile, options: WriteOptions): Promise<AssetValue> {
    const { path, id, bytes } = received
    try {
      const known = await this.known(id, bytes)
      if (known) return known
      const { streams, ...facts } = await this.parts.probe(path, options.signal).catch((error: unknown) => {
        throw named(error, options.name)
      })
      void streams
      const value: AssetValue = { asset: id, bytes, ...facts }
      await this.place(path, value)
      return value
    } finally {
      await rm(path, { force: true })
    }
  }

  private async known(id: AssetId, bytes: number): Promise<AssetValue | undefined> {
    const known = this.parts.facts.get(id)
    if (!known) return undefined
    const there = await stat(this.path(id)).catch(() => undefined)
    // What is deleted while it was looked at is not known any more; what is touched is not deleted.
    return there?.size === bytes && this.parts.facts.touch(id) ? known : undefined
  }

  private async place(path: string, value: AssetValue): Promise<void> {
    const target = this.path(value.asset)
    const mark = join(this.incoming, `${value.asset}${MARK}`)
    // Facts whose file had gone: nobody may take the new one for the old and delete it.
    this.parts.facts.touch(value.asset)
    try {
      await writeFile(mark, '')
      if (await mkdir(dirname(target), { recursive: true })) await syncFolder(this.parts.folder)
      await rename(path, target)
      await syncFolder(dirname(target))
      this.parts.facts.put(value)
    } catch (error) {
      if (!this.parts.facts.get(value.asset)) await rm(target, { force: true })
      throw readableDiskError(error, 'the file')
    } finally {
      await rm(mark, { force: true })
    }
  }
}

/** Says that a file of this name may have no facts yet. */
const MARK = '.placing'

const marked = async (folder: string): Promise<readonly AssetId[]> => {
  const names = await readdir(folder).catch(() => []) // there is none before the first start
  const ids = names.filter((name) => name.endsWith(MARK)).map((name) => name.slice(0, -MARK.length))
  return ids.flatMap((id) => AssetIdSchema.safeParse(id).data ?? [])
}

/** At once, whatever its size: what is in `incoming` is gone for everybody. @returns its bytes. */
const moveAway = (from: string, to: string): number => {
  try {
    const { size } = statSync(from)
    renameSync(from, to)
    return size
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 0
    throw error
  }
}

/** A file on another disk cannot be renamed. */
const takeOver = async (from: string, to: string): Promise<void> => {
  try {
    await rename(from, to)
  } catch (error) {
    if (!hasCode(error, 'EXDEV')) throw error
    await copyFile(from, to)
    await rm(from, { force: true })
  }
}

const named = (error: unknown, name: string | undefined): unknown => {
  if (name === undefined || !(error instanceof ReelgraphError) || error.code !== 'bad-media') return error
  return new ReelgraphError({ ...error.body, message: `“${name}” cannot be used. ${error.message}` }, error)
}
