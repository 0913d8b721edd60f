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

export interface WriteOptions {
  readonly signal?: AbortSignal
  /** Largest accepted size in bytes. */
  readonly limit?: number
  /** What a person calls it, for messages. */
  readonly name?: string
  /** The size in bytes that the sender speaks of: refused at once where that is too large, or the disk has no room for it. */
  readonly announced?: number
}
