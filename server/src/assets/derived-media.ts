import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fail, type AssetId, type AssetValue } from '@reelgraph/shared'
import { z } from 'zod'
import { makePoster } from '../media/poster.ts'
import { readPeaks } from '../media/peaks.ts'
import { hasCode, readableDiskError } from '../disk/disk-error.ts'
import { writeDurably } from '../disk/write-durably.ts'
import type { AssetStore } from './asset-store.ts'
import { fewAtOnce } from './few-at-once.ts'

/** What is shown of media before it is played. Made once and kept; a cache that may be deleted at any time. */
export interface DerivedMedia {
  /** A small webp. @throws `not-found` for what has no picture, `bad-media`, `ffmpeg-missing`. */
  poster(id: AssetId): Promise<Uint8Array<ArrayBuffer>>
  /** 400 values from 0 to 1. @throws `not-found` for what has no sound. */
  peaks(id: AssetId): Promise<readonly number[]>
  /** Deletes what was made of media that is gone. */
  forget(id: AssetId): Promise<void>
  close(): void
}

interface DerivedMediaParts {
  readonly folder: string
  readonly assets: AssetStore
  readonly ffmpegPath: string | undefined
}

const BUCKETS = 400
const PeaksSchema = z.array(z.number()).length(BUCKETS)

export const createDerivedMedia = ({ folder, assets, ffmpegPath }: DerivedMediaParts): DerivedMedia => {
  const ending = new AbortController()
  const inTurn = fewAtOnce(2)
  const unfinished = join(folder, 'unfinished')
  /** Whatever is there at the start belongs to a process that has died. */
  const cleared = rm(unfinished, { recursive: true, force: true }).catch(() => {})
  const making = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

  const factsOf = async (id: AssetId): Promise<AssetValue> => {
    const facts = await assets.facts(id)
    if (!facts) throw fail('not-found', `There is no media file ${id.slice(0, 12)}….`)
    return facts
  }

  /** From the cache, else made once, however many ask at the same time. */
  const derived = (path: string, make: () => Promise<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> => {
    const begun = making.get(path)
    if (begun) return begun
    const work = (async () => (await readCached(path)) ?? (await inTurn(async () => keep(path, await make()))))()
    making.set(path, work)
    const forget = () => void making.delete(path)
    work.then(forget, forget)
    return work
  }

  /** A full disk costs the cache, not the picture. */
  const keep = async (path: string, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> => {
    const temporary = join(unfinished, randomUUID())
    try {
      await cleared
      await mkdir(unfinished, { recursive: true })
      await mkdir(dirname(path), { recursive: true })
      await writeDurably(temporary, bytes)
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, { force: true })
      if (readableDiskError(error, '') === error) throw error
    }
    return new Uint8Array(bytes)
  }

  return {
    async poster(id) {
      const { kind } = await factsOf(id)
      if (kind === 'audio') throw fail('not-found', 'Sound has no picture to show.')
      const path = assets.path(id)
      return derived(cachePath(folder, id, 'webp'), () => makePoster({ ffmpegPath, path, kind, signal: ending.signal }))
    },
    async peaks(id) {
      const { kind, hasAudio } = await factsOf(id)
      if (kind === 'image' || hasAudio === false) throw fail('not-found', 'This has no sound to draw.')
      const path = assets.path(id)
      const make = async () => {
        const peaks = await readPeaks({ ffmpegPath, path, buckets: BUCKETS, signal: ending.signal })
        return new TextEncoder().encode(JSON.stringify(peaks.map((peak) => Number(peak.toFixed(4)))))
      }
      const json = await derived(cachePath(folder, id, 'peaks.json'), make)
      return PeaksSchema.parse(JSON.parse(new TextDecoder().decode(json)))
    },
    async forget(id) {
      const remove = async (path: string): Promise<void> => {
        await making.get(path)?.catch(() => undefined)
        await rm(path, { force: true })
      }
      await Promise.all([remove(cachePath(folder, id, 'webp')), remove(cachePath(folder, id, 'peaks.json'))])
    },
    close: () => ending.abort(),
  }
}

const cachePath = (folder: string, id: AssetId, extension: string): string =>
  join(folder, id.slice(0, 2), `${id.slice(2)}.${extension}`)

const readCached = async (path: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}
