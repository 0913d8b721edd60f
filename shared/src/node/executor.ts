import type { z } from 'zod'
import type { ErrorBody } from '../errors.ts'
import type { Json } from '../json.ts'
import type { Context, ScratchFile } from './context.ts'
import type { ModelDefinition, NodeDefinition } from './define.ts'
import type { InputValues, OutputPorts } from './ports.ts'
import type { Micros } from './price.ts'
import type { AssetValue, ListItem, MediaKind, ValueOf } from './values.ts'

/** Media as an executor hands it over. The engine stores, identifies and probes it; a URL it downloads first. */
export type MediaSource =
  | AssetValue
  | { readonly bytes: Uint8Array }
  | { readonly file: ScratchFile }
  | { readonly url: string }

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
  | { readonly state: 'queued' | 'running'; readonly progress?: number; readonly nextPollMs?: number }
  | { readonly state: 'done'; readonly outputs: GivenOutputs<OutputsOf<D>>; readonly cost?: Micros }
  | { readonly state: 'failed'; readonly error: ErrorBody; readonly charged: boolean | 'unknown' }

/** A step that is submitted, then polled by the engine. The ticket is plain JSON and is on disk before the first poll. */
export interface JobExecutor<D extends AnyDefinition, Ticket extends Json> {
  submit(task: TaskOf<D>, ctx: Context): Promise<Ticket>
  poll(ticket: Ticket, ctx: Context): Promise<JobState<D>>
  cancel?(ticket: Ticket, ctx: Context): Promise<void>
}
