import type { AssetId, Fingerprint, ProjectId } from '@reelgraph/shared'

/**
 * The tables as whoever tidies up walks them: in batches that follow each other with room for other work in between, so that
 * any number of rows needs the memory of a few.
 */
export interface RetentionRows {
  /** In the order of their numbers, which are given out rising. */
  results(): AsyncIterable<readonly RetainedResult[]>
  /** In the order of project, node and item. */
  uses(): AsyncIterable<readonly ResultUse[]>
  /** The ops of every batch ever accepted, as JSON. */
  ops(): AsyncIterable<readonly string[]>
  assets(): AsyncIterable<readonly RetainedAsset[]>
  /** What came through the door at that time or later, in milliseconds since 1970. */
  uploadsSince(at: number): readonly AssetId[]
  /** The highest number that a result has. */
  lastResult(): number
  /** In the order asked for, without those that are gone. */
  some(results: readonly number[]): readonly RetainedResult[]
  /** Which of these results nodes with such an id have made or used. */
  usedBy(nodes: readonly string[], results: readonly number[]): readonly number[]
  /**
   * Deletes results and their uses, and notes for whoever used them when that was. Durable when it returns.
   * @throws `disk-full`.
   */
  removeResults(results: readonly number[], at: number): void
  /** Every result under a fingerprint, and who has made or used it. */
  under(fingerprint: Fingerprint): { readonly results: readonly number[]; readonly users: readonly ResultUser[] }
  assetBytes(): number
  bytesOf(asset: string): number
  databaseBytes(): number
}

export interface RetainedResult {
  readonly id: number
  readonly fingerprint: Fingerprint
  /** Micro-dollars. */
  readonly cost: number
  readonly edited: boolean
  readonly at: number
  /** As JSON. */
  readonly outputs: string
  readonly subject: string
}

export interface ResultUser {
  readonly project: ProjectId
  readonly node: string
}

export interface ResultUse {
  readonly project: string
  readonly node: string
  /** `''` outside a list. */
  readonly item: string
  readonly result: number
  readonly take: number
  readonly at: number
}

export interface RetainedAsset {
  readonly id: AssetId
  readonly bytes: number
  /** When these bytes came last. */
  readonly at: number
}
