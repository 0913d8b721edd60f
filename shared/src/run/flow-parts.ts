import type { ErrorBody } from '../errors.ts'
import type { Outputs } from '../node/values.ts'
import type { FlatNode } from '../project/flatten.ts'

const NONE: readonly never[] = []
/** An array that grows keeps room for as many again and sixteen more; most of these have one or two, and there are many. */
const FEW = 8

/** The list with one more: the same one where it is long. */
export const appended = <T>(list: readonly T[], one: T): readonly T[] => {
  if (list.length < FEW) return list.concat([one])
  const long = list as T[] // made here
  long.push(one)
  return long
}

export class FlowNode {
  readonly flat: FlatNode
  inputs: readonly FlowInput[] = NONE
  consumers: readonly FlowNode[] = NONE
  /** By port, as far as somebody asked. */
  feeds: readonly { readonly port: string; readonly feed: Feed }[] = NONE
  /** Runs once per item of a list. */
  readonly mapped: boolean
  /** Where it gathers many, it goes on without those that failed. */
  readonly tolerant: boolean
  /** By item key; `undefined` until the keys are known. */
  tasks: ReadonlyMap<string | null, FlowTask> | undefined
  /** Tasks that have not ended. */
  left = 0
  /** Set where the node as a whole cannot run. */
  cause: ErrorBody | undefined
  dead: FlowTask | undefined
  waitingForFeed: readonly { readonly task: FlowTask; readonly wire: FlowWire }[] = NONE

  constructor(flat: FlatNode) {
    this.flat = flat
    this.mapped = flat.mapped
    this.tolerant = flat.node.tolerant === true
  }
}

export class FlowTask {
  readonly node: FlowNode
  readonly key: string | null
  readonly position: number
  /** `shown`: it has its outputs, and nobody who needs them has been told, for a person has yet to look. */
  state: 'waiting' | 'ready' | 'shown' | 'done' | 'failed' | 'blocked' = 'waiting'
  pending = 0
  outputs: Outputs | undefined
  /** Why it failed or is blocked. */
  cause: ErrorBody | undefined
  dependents: readonly FlowTask[] = NONE

  constructor(node: FlowNode, key: string | null, position: number) {
    this.node = node
    this.key = key
    this.position = position
  }
}

export interface FlowInput {
  readonly name: string
  readonly port: FlatNode['step']['inputs'][string]
  readonly wires: readonly FlowWire[]
  /** Where several lists are zipped by key: which slot each position takes. */
  zip: readonly number[] | undefined
  /** Why something that is wired to it is no part of the graph. */
  absent: ErrorBody | undefined
}

export interface FlowWire {
  readonly source: FlowNode
  readonly port: string
  readonly list: boolean
}

export interface Slot {
  readonly task: FlowTask
  readonly port: string
  /** Place in the list that one task gave. */
  readonly index?: number
}

export interface Feed {
  readonly keys: readonly (string | null)[]
  readonly slots: readonly Slot[]
  /** No item will ever come, because of this task. */
  readonly dead?: FlowTask
}

export interface FlowNews {
  ready: FlowTask[]
  blocked: FlowTask[]
  /** Mapped nodes whose tasks were made. */
  expanded: FlowNode[]
}

/** Nothing will come of it. */
export const isLost = ({ state }: FlowTask): boolean => state === 'failed' || state === 'blocked'
