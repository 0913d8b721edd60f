import type { ProjectId } from '@reelgraph/shared'

/** An account as an attempt uses it. Only ever in memory. */
export interface Account {
  /** Of its lane: `fal`, or `fal:work`. */
  readonly id: string
  /** By the name of the field. */
  readonly values: Readonly<Record<string, string>>
  /** Without a slash at its end. */
  readonly baseUrl: string
}

export interface AccountQuery {
  readonly provider: string
  readonly project: ProjectId
  /** The one an attempt was begun with: what it left with the provider is only known there. */
  readonly account?: string
}
