import type { AssetId, AssetValue } from '@reelgraph/shared'

/** Media files by the SHA-256 of their bytes. What is in it was identified by its bytes and probed. */
export interface AssetStore {
  /**
   * Streams bytes to disk, identifies and probes them, and only then gives them their name. Nothing is left of what fails.
   * @throws `bad-media`, `too-large`, `disk-full`, `cancelled`.
   */
  write(source: AsyncIterable<Uint8Array>, options: WriteOptions): Promise<AssetValue>
  /** Takes over a finished local file (moved or copied), with the same checks as `write`. */
  adopt(path: string, options: WriteOptions): Promise<AssetValue>
  facts(id: AssetId): Promise<AssetValue | undefined>
  /** Where the bytes are on this machine, if the asset is there. */
  path(id: AssetId): string
}

/** Where media can be deleted too. */
export interface AssetKeeper {
  /**
   * Deletes a file and its facts, unless `mayGo` says no. It is asked at the last moment: between its answer and the end of
   * the file nothing else happens, so bytes that come again are either there to stay or stored anew.
   * @param mayGo is given when the bytes came last, in milliseconds since 1970.
   * @returns the bytes that are free now; undefined where it stays.
   */
  remove(id: AssetId, mayGo: (cameAt: number) => boolean): Promise<number | undefined>
}

export interface WriteOptions {
  readonly signal?: AbortSignal
  /** Largest accepted size in bytes. */
  readonly limit?: number
  /** What a person calls it, for messages. */
  readonly name?: string
  /** The size in bytes that the sender speaks of: refused at once where that is too large, or the disk has no room for it. */
  readonly announced?: number
}
