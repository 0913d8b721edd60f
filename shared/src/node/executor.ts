import type { z } from 'zod'
import type { ErrorBody } from '../errors.ts'
import type { AttemptFacts, Charged } from '../run/attempt.ts'
import type { Json } from '../json.ts'
import type { Context, ScratchFile } from './context.ts'
import type { ModelDefinition, NodeDefinition } from './define.ts'
import type { InputValues, OutputPorts } from './ports.ts'
import type { AssetValue, ListItem, MediaKind, ValueOf } from './values.ts'

/** Media as an executor hands it over. The engine stores, identifies and probes it; a URL it downloads first. */
export type MediaSource =
  | AssetValue
  | { readonly bytes: Uint8Array }
  | { readonly file: ScratchFile }
  /** Downloaded at once. `headers` where the address alone does not open it. */
  | { readonly url: string; readonly headers?: Readonly<Record<string, string>> }

type Given<T extends OutputPorts[string]['type']> = T extends MediaKind ? MediaSource : ValueOf<T>

/** What an executor returns, by port: a value, or for a list port its items. */
export type GivenOutputs<O extends OutputPorts> = {
  readonly [K in keyof O]: Given<O[K]['type']> | readonly ListItem<Given<O[K]['type']>>[]
}

type AnyDefinition = ModelDefinition | NodeDefinition
type Resolved<T> = T extends (...args: never[]) => infer R ? R : T
type InputsOf<D extends AnyDefinition> = Resolved<D['inputs']>
type OutputsOf<D extends AnyDefinition> = Resolved<D['outputs']>

export interface TaskOf<D extends AnyDefinition> {
  readonly params: z.output<D['params']>
  readonly inputs: InputValues<InputsOf<D>>
  /** 0 at first, one higher with every re-roll. In the fingerprint, so a seed may be derived from it. */
  readonly take: number
}

/** A step that is done when its promise settles. */
export interface QuickExecutor<D extends AnyDefinition> {
  run(task: TaskOf<D>, ctx: Context): Promise<GivenOutputs<OutputsOf<D>>>
}

export type JobState<D extends AnyDefinition> =
  /** `progress`: 0 to 1. `nextPollMs`: when the provider asks to be asked again. */
  | { readonly state: 'queued' | 'running'; readonly progress?: number; readonly nextPollMs?: number }
  | ({ readonly state: 'done'; readonly outputs: GivenOutputs<OutputsOf<D>> } & AttemptFacts)
  | ({ readonly state: 'failed'; readonly error: ErrorBody; readonly charged: Charged } & AttemptFacts)

/** A paid request that left, and whose answer did not arrive or was lost with the process. */
export interface LostAttempt<D extends AnyDefinition> {
  readonly task: TaskOf<D>
  /** What was sent along as idempotency key or client reference, where the provider takes one. */
  readonly key: string
  /** When it was sent, in milliseconds since 1970. */
  readonly at: number
  /** What the provider answered, where that was written down before the process died. At most 64 kB. */
  readonly answer?: PaidAnswer
}

/** The raw answer to a paid request. */
export interface PaidAnswer {
  readonly status: number
  readonly body: string
}

export type Found<Ticket extends Json> =
  | { readonly state: 'found'; readonly ticket: Ticket }
  /** Surely nothing arrived there, so nothing was paid and it may be sent again. */
  | { readonly state: 'never-arrived' }
  | { readonly state: 'cannot-tell' }

/**
 * A step that is submitted, then polled by the engine. The ticket is plain JSON and is on disk before the first poll.
 * `submit` sends exactly one paid request. What it throws is a `ProviderFailure` where it knows whether it was charged.
 */
export interface JobExecutor<D extends AnyDefinition, Ticket extends Json> {
  submit(task: TaskOf<D>, ctx: Context): Promise<Ticket>
  poll(ticket: Ticket, ctx: Context): Promise<JobState<D>>
  /** @returns whether the provider has stopped it; where it resolves `false` or there is no `cancel` it may still be billed. */
  cancel?(ticket: Ticket, ctx: Context): Promise<boolean>
  /** Looks up at the provider what became of a request whose ticket was lost. */
  find?(lost: LostAttempt<D>, ctx: Context): Promise<Found<Ticket>>
}
