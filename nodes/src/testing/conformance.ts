import type { Charged, ErrorCode } from '@reelgraph/shared'
import type { DrawEmulator, Failure, Which } from './emulator-kit.ts'

/**
 * What a provider's `conformance.ts` says of it; the suite in `server/conformance` asks everything else of all providers
 * alike. Every shape in it is built from documentation, not from live calls.
 */
export interface ProviderConformance {
  readonly provider: string
  readonly draw: DrawEmulator
  /** Of the account: by the names of its fields. */
  readonly values: Readonly<Record<string, string>>
  /** What the base URL is set to; the emulator's own address where nothing is said. */
  baseUrl?(emulatorUrl: string): string
  readonly failures: readonly DocumentedFailure[]
  /** Fields of its answers that may be missing. The suite leaves each of them out. */
  readonly optionalFields: readonly string[] | ((model: string) => readonly string[])
  /** Whether a job can be stopped there, and which request does it. */
  readonly cancels?: (call: { readonly method: string; readonly path: string }) => boolean
  /** Which requests ask after a job. */
  readonly polls?: (call: { readonly method: string; readonly path: string }) => boolean
  /** Which requests fetch what was made, where it is fetched. */
  readonly downloads?: (call: { readonly method: string; readonly path: string }) => boolean
  /** Models whose provider can be asked what became of a request whose answer was lost: what was taken is then found. */
  finds?(model: string): boolean
  /** Models that tell how far they are. */
  tellsProgress?(model: string): boolean
}

export interface DocumentedFailure {
  /** As a sentence goes on after “maps”: `a locked account`. */
  readonly name: string
  readonly failure: Failure
  /** The paid request where nothing is said. */
  readonly on?: Which['on']
  readonly code: ErrorCode
  /** What the person reads names this. */
  readonly says: RegExp
  /** Other words that it names, for those it refuses. */
  readonly suggests?: string
  readonly charged: Charged
  /** The engine tries it again by itself, since nothing was paid: then it goes well. */
  readonly retried?: boolean
  /** Only of these models. */
  readonly of?: (model: string) => boolean
}
