import {
  fail,
  providerOf,
  type AssetValue,
  type AttemptFacts,
  type Clock,
  type Context,
  type Log,
  type PaidAnswer,
  type ProjectId,
} from '@reelgraph/shared'
import type { TaskMedia } from '../media/create-media.ts'
import type { Account, AccountQuery } from '../secrets/account.ts'
import { compute } from './compute.ts'
import type { FlightHooks } from './flight.ts'
import { PaidGate } from './paid-gate.ts'

export interface ContextParts {
  readonly clock: Clock
  readonly log: Log
  /** How requests to providers leave. */
  readonly fetch: typeof fetch
  /** @throws `key-missing`. */
  account(query: AccountQuery): Account
  openMedia(signal: AbortSignal): TaskMedia
  readAsset(asset: AssetValue): ReadableStream<Uint8Array>
}

/** What one attempt that is written down hears of itself. */
export interface AttemptNews {
  readonly key: string
  readonly project: ProjectId
  /** The account it was begun with, where it was begun before. */
  readonly account?: string
  report(facts: AttemptFacts): void
  /** The raw answer to its paid request. Resolves when it is on disk. */
  answered(answer: PaidAnswer): Promise<void>
}

export interface ContextOf {
  readonly model: string
  readonly hooks: Pick<FlightHooks, 'signal' | 'onProgress' | 'onPreview'>
  /** Absent for a step that is free and done at once. */
  readonly attempt: AttemptNews | undefined
}

/** Makes its costly parts only when an executor asks for them. */
export class TaskContext implements Context {
  readonly clock: Clock
  readonly log: Log
  private readonly parts: ContextParts
  private readonly call: ContextOf
  private opened: TaskMedia | undefined
  private gate: PaidGate | undefined
  private known: Account | undefined

  constructor(parts: ContextParts, call: ContextOf) {
    this.parts = parts
    this.call = call
    this.clock = parts.clock
    this.log = parts.log
  }

  get signal(): AbortSignal {
    return this.call.hooks.signal
  }

  get attemptKey(): string {
    return this.attempt.key
  }

  get media(): TaskMedia {
    return (this.opened ??= this.parts.openMedia(this.signal))
  }

  get assets(): Context['assets'] {
    const { readAsset } = this.parts
    return {
      stream: readAsset,
      bytes: async (asset) => new Uint8Array(await new Response(readAsset(asset)).arrayBuffer()),
    }
  }

  get http(): Context['http'] {
    return { free: this.send, paid: (match) => this.paidGate.fetchFor(match) }
  }

  /** Knows what has left. */
  get paidGate(): PaidGate {
    const { attempt } = this
    return (this.gate ??= new PaidGate({ send: this.send, answered: (answer) => attempt.answered(answer) }))
  }

  report(facts: AttemptFacts): void {
    this.attempt.report(facts)
  }

  secret(name: string): string {
    return this.account.values[name] ?? ''
  }

  get baseUrl(): string {
    return this.account.baseUrl
  }

  progress(fraction: number, note?: string): void {
    this.call.hooks.onProgress(Math.min(1, Math.max(0, fraction)), note)
  }

  preview(image: Parameters<Context['preview']>[0]): void {
    this.call.hooks.onPreview(`data:${image.mime};base64,${Buffer.from(image.bytes).toString('base64')}`)
  }

  compute<R>(module: URL, input: unknown): Promise<R> {
    return compute<R>(module, input, this.signal)
  }

  /** Whether there is anything to dispose of. */
  get isOpen(): boolean {
    return this.opened !== undefined
  }

  async dispose(): Promise<void> {
    await this.opened?.dispose()
  }

  /** Ends with the attempt, whatever the caller does. */
  private get send(): typeof fetch {
    return (input, init) => {
      const theirs = init?.signal ?? (input instanceof Request ? input.signal : undefined)
      const signal = theirs ? AbortSignal.any([theirs, this.signal]) : this.signal
      return this.parts.fetch(input, { ...init, signal })
    }
  }

  /** The same one for the whole call, whatever a person changes meanwhile. */
  private get account(): Account {
    const { project, account } = this.attempt
    const provider = providerOf(this.call.model)
    return (this.known ??= this.parts.account({ provider, project, ...(account !== undefined && { account }) }))
  }

  private get attempt(): AttemptNews {
    const { attempt } = this.call
    if (!attempt)
      throw fail('internal', `“${this.call.model}” says that it is free and asked for what only paid steps have.`)
    return attempt
  }
}
