import { setImmediate as nextTurn } from 'node:timers/promises'
import { AssetIdSchema, type AssetId, type StorageWish } from '@reelgraph/shared'
import { fewAtOnce } from '../assets/few-at-once.ts'
import type { RetainedResult } from '../store/retention-rows.ts'
import type { Heard } from './ear.ts'
import type { Mark } from './mark.ts'
import { namesIn, type Names } from './names.ts'
import type { Deleted, RetentionParts } from './retention.ts'

/** What a person was shown. */
export interface Shown {
  readonly mayGo: Uint8Array
  readonly loose: Names
}

interface Ground {
  readonly found: Mark
  readonly heard: Heard
  readonly shown: Shown | undefined
}

/** Results that go in one transaction. */
const AT_ONCE = 500
const FILES_AT_ONCE = 16

/**
 * Deletes results, then the files that only they named: wherever it is interrupted, no result names a file that is gone. What
 * anybody has begun to use since the mark stays.
 */
export class Collection {
  private readonly parts: RetentionParts
  private readonly ground: Ground
  private readonly inTurn = fewAtOnce(FILES_AT_ONCE)
  private readonly assets = { count: 0, bytes: 0 }
  private readonly results = { count: 0, bytes: 0 }

  constructor(parts: RetentionParts, ground: Ground) {
    this.parts = parts
    this.ground = ground
  }

  async run(what: StorageWish, limit: number | undefined): Promise<Deleted> {
    const enough = (): boolean => what === 'to-limit' && this.parts.rows.assetBytes() <= (limit ?? Infinity)
    if (what !== 'results') await this.removeLoose(enough)
    if (what === 'results' || what === 'both') await this.removeResults(Infinity)
    if (what === 'to-limit' && limit !== undefined) await this.removeResults(this.parts.rows.assetBytes() - limit)
    return { assets: this.assets, results: this.results }
  }

  private async removeLoose(enough: () => boolean): Promise<void> {
    const { found, shown } = this.ground
    for await (const batch of this.parts.rows.assets()) {
      if (enough()) return
      const going = batch.map(({ id }) => id).filter((id) => found.loose.has(id) && shown?.loose.has(id) !== false)
      const { count, bytes } = await this.removeFiles(going)
      this.assets.count += count
      this.assets.bytes += bytes
    }
  }

  /** @param needed how many bytes are to be freed. */
  private async removeResults(needed: number): Promise<void> {
    const candidates = this.oldestFirst()
    for (let start = 0; start < candidates.length && this.results.bytes < needed; start += AT_ONCE) {
      // Nothing that another had begun in one breath is half done now.
      await nextTurn()
      const files = this.removeRows(candidates.slice(start, start + AT_ONCE), needed - this.results.bytes)
      this.results.bytes += (await this.removeFiles(files)).bytes
    }
  }

  private oldestFirst(): readonly number[] {
    const { found, shown } = this.ground
    const numbers: number[] = []
    for (let id = 1; id < found.mayGo.length; id += 1) {
      if (found.mayGo[id] === 1 && (!shown || shown.mayGo[id] === 1)) numbers.push(id)
    }
    const { lastUsed } = found
    return numbers.toSorted((a, b) => (lastUsed[a] ?? 0) - (lastUsed[b] ?? 0) || a - b)
  }

  /** As many as it needs, with nothing in between. @returns the files that nothing names any more. */
  private removeRows(ids: readonly number[], needed: number): readonly AssetId[] {
    const { rows } = this.parts
    const going: number[] = []
    const files: AssetId[] = []
    let bytes = 0
    const spared = new Set(rows.usedBy([...this.ground.heard.nodes], ids))
    for (const result of rows.some(ids)) {
      if (bytes >= needed) break
      if (spared.has(result.id) || this.ground.heard.names.has(result.fingerprint)) continue
      going.push(result.id)
      for (const id of this.freedBy(result)) {
        files.push(id)
        bytes += rows.bytesOf(id)
      }
    }
    if (going.length === 0) return []
    rows.removeResults(going, this.parts.now())
    this.parts.onForgotten()
    this.results.count += going.length
    return files
  }

  private freedBy({ outputs }: RetainedResult): readonly AssetId[] {
    const { assets, counts } = this.ground.found
    return namesIn(outputs)
      .filter((name) => counts.change(name, -1) === 0 && assets.has(name))
      .map((name) => AssetIdSchema.parse(name))
  }

  private async removeFiles(ids: readonly AssetId[]): Promise<{ readonly count: number; readonly bytes: number }> {
    const freed = (await Promise.all(ids.map((id) => this.inTurn(() => this.removeFile(id))))).filter(
      (bytes) => bytes !== undefined,
    )
    return { count: freed.length, bytes: freed.reduce((sum, bytes) => sum + bytes, 0) }
  }

  /** Unless its bytes came again, or somebody has named it. */
  private async removeFile(id: AssetId): Promise<number | undefined> {
    const { found, heard } = this.ground
    const mayGo = (cameAt: number): boolean => cameAt < found.cameBefore && !heard.names.has(id)
    const bytes = await this.parts.assets.remove(id, mayGo)
    if (bytes !== undefined) await this.parts.derived.forget(id)
    return bytes
  }
}
