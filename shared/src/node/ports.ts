import type { PortType, ValueOf, ListItem } from './values.ts'

export interface InputPort<T extends PortType = PortType, O extends boolean = boolean, M extends boolean = boolean> {
  readonly type: T
  readonly title?: string
  /** Nothing needs to be connected. */
  readonly optional: O
  /** Gathers every item of every wire, in the order of the wires. */
  readonly many: M
  /** Without a wire the value is typed in the inspector and kept in the node's `params` under the port's name. */
  readonly typed?: { readonly multiline?: boolean; readonly placeholder?: string; readonly default?: string | number }
}

export interface OutputPort<T extends PortType = PortType> {
  readonly type: T
  readonly title?: string
  /** The port always gives a list; `max` is the most items it can give, where that is known. */
  readonly list?: { readonly max?: number }
}

export type InputPorts = Readonly<Record<string, InputPort>>
export type OutputPorts = Readonly<Record<string, OutputPort>>

type InputOptions = Omit<InputPort, 'type' | 'optional' | 'many'>

const input =
  <T extends PortType>(type: T) =>
  <const O extends { readonly optional?: boolean; readonly many?: boolean } & InputOptions = Record<never, never>>(
    options?: O,
  ): InputPort<T, O extends { optional: true } ? true : false, O extends { many: true } ? true : false> => ({
    ...options,
    type,
    optional: (options?.optional ?? false) as O extends { optional: true } ? true : false, // the literal the caller wrote
    many: (options?.many ?? false) as O extends { many: true } ? true : false,
  })

/** Input ports: `port.text({ optional: true })`. */
export const port = {
  text: input('text'),
  number: input('number'),
  image: input('image'),
  video: input('video'),
  audio: input('audio'),
  data: input('data'),
}

const output =
  <T extends PortType>(type: T) =>
  (options: Omit<OutputPort, 'type'> = {}): OutputPort<T> => ({ ...options, type })

/** Output ports: `out.image()`, `out.text({ list: {} })`. */
export const out = {
  text: output('text'),
  number: output('number'),
  image: output('image'),
  video: output('video'),
  audio: output('audio'),
  data: output('data'),
}

/** What an executor is given. Optional inputs without a wire are `undefined`; `many` inputs are arrays. */
export type InputValues<I extends InputPorts> = {
  readonly [K in keyof I]: I[K]['many'] extends true
    ? readonly ValueOf<I[K]['type']>[]
    : I[K]['optional'] extends true
      ? ValueOf<I[K]['type']> | undefined
      : ValueOf<I[K]['type']>
}

/** What is known of the inputs while planning: `undefined` is not known yet, or not connected, which `Wired` tells apart. */
export type KnownInputs<I extends InputPorts> = {
  readonly [K in keyof I]?: I[K]['many'] extends true
    ? readonly (ValueOf<I[K]['type']> | undefined)[]
    : ValueOf<I[K]['type']> | undefined
}

/** The inputs that have a wire, whatever is known of what comes through it. */
export type Wired<I extends InputPorts> = { readonly [K in keyof I]?: true }

/** What a pure definition gives: a value, or for a list port its items. */
export type PureOutputs<O extends OutputPorts> = {
  readonly [K in keyof O]: ValueOf<O[K]['type']> | readonly ListItem<ValueOf<O[K]['type']>>[]
}
