import type { AssetId, AssetValue } from '@reelgraph/shared'

/** What probes have found, and which uploads are through. */
export interface AssetFacts {
  get(id: AssetId): AssetValue | undefined
  /** Durable when it returns. @throws `disk-full`. */
  put(value: AssetValue): void
  /** When these bytes came last, in milliseconds since 1970. */
  cameAt(id: AssetId): number | undefined
  /** Notes that they came again. @returns whether they are known. */
  touch(id: AssetId): boolean
  remove(id: AssetId): void
  /** The answer that an upload got. */
  upload(id: string): FinishedUpload | undefined
  putUpload(id: string, upload: FinishedUpload): void
}

export interface FinishedUpload {
  readonly asset: AssetId
  readonly name: string
}
