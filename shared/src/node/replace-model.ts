import { z } from 'zod'
import { canonical } from '../canonical.ts'
import { own, type Json, type JsonObject } from '../json.ts'
import type { Graph, Node } from '../project/document.ts'
import { fieldTitle, providerOf, type Catalog, type Step } from './catalog.ts'
import type { ModelDefinition } from './define.ts'
import { successorOf, type ModelEnd, type ParamRule } from './model-end.ts'
import { nearestValue } from './nearest-value.ts'

/** What replacing a model that is gone, or will be, comes to. */
export interface Replacement {
  readonly end: ModelEnd
  readonly model: ModelDefinition
  /** All of the node's, said in the successor's words. */
  readonly params: JsonObject
  /** What could not be carried over as it was: one short sentence each. */
  readonly notes: readonly string[]
}

/** What may take the place of a node's model. Pure. Undefined where nothing is known to. */
export const replacementOf = (catalog: Catalog, node: Node, graph?: Pick<Graph, 'edges'>): Replacement | undefined => {
  const end = node.model === undefined ? undefined : catalog.ends.get(node.model)
  const makes = catalog.kinds.get(node.kind)?.model?.makes
  const model = end && successorOf(end, { models: catalog.models, makes, provider: providerOf(node.model ?? '') })
  if (!end || !model) return undefined
  const named: Node = { ...node, model: model.id, params: {} }
  const step = catalog.stepOf(named)
  if ('missing' in step) return undefined
  const said: Record<string, Json> = {}
  const notes: string[] = []
  const place: Place = { model, step, said, notes }
  for (const [name, value] of Object.entries(node.params))
    carry(place, { name, value, rule: own(end.params ?? {}, name) })
  const typed = catalog.stepOf({ ...named, params: said })
  if (graph && !('missing' in typed)) notes.push(...lostWires(typed, node, graph))
  return { end, model, params: said, notes }
}

interface Place {
  readonly model: ModelDefinition
  readonly step: Step
  readonly said: Record<string, Json>
  readonly notes: string[]
}

interface Given {
  readonly name: string
  readonly value: Json
  readonly rule: ParamRule | undefined
}

const carry = (place: Place, { name, value, rule }: Given): void => {
  if (!rule) return keep(place, { from: name, to: name, value })
  if ('drop' in rule) return
  if ('instead' in rule) return lose(place, name, value, rule.instead)
  if ('sets' in rule) {
    const several = own(rule.sets, textOf(value))
    if (!several) return lose(place, name, value)
    for (const [to, set] of Object.entries(several)) keep(place, { from: name, to, value: set })
    return
  }
  if ('seconds' in rule) {
    const seconds = Number.parseFloat(textOf(value))
    return Number.isFinite(seconds)
      ? keep(place, { from: name, to: rule.seconds, value: seconds })
      : lose(place, name, value)
  }
  const mapped = rule.values ? own(rule.values, textOf(value)) : value
  return mapped === undefined ? lose(place, name, value) : keep(place, { from: name, to: rule.as, value: mapped })
}

interface Kept {
  readonly from: string
  readonly to: string
  readonly value: Json
}

const keep = (place: Place, { from, to, value }: Kept): void => {
  const { model, step, said, notes } = place
  if (step.inputs[to]?.typed) {
    said[to] = value
    return
  }
  if (step.help?.choices.some(({ name, options }) => name === to && options.some(({ id }) => id === value))) {
    said[to] = value
    return
  }
  const schema: unknown = own(model.params.shape, to)
  if (!(schema instanceof z.ZodType)) return lose(place, from, value)
  if (schema.safeParse(value).success) {
    if (isDefault(step, to, value)) return
    said[to] = value
    return
  }
  const near = nearestValue(schema, value)
  if (near === undefined) return lose(place, from, value)
  if (!isDefault(step, to, near)) said[to] = near
  notes.push(`${fieldTitle(model, to)}: ${wordsOf(value)} becomes ${wordsOf(near)}.`)
}

/** The document holds what differs from the defaults. */
const isDefault = ({ params }: Step, name: string, value: Json): boolean =>
  params[name] !== undefined && canonical(params[name]) === canonical(value)

const lose = ({ notes }: Place, name: string, value: Json, instead?: string): void => {
  if (value === null || value === '') return
  notes.push(`Not carried over: ${nameWords(name)} ${wordsOf(value)}.${instead === undefined ? '' : ` ${instead}`}`)
}

const lostWires = (step: Step, node: Node, { edges }: Pick<Graph, 'edges'>): readonly string[] => {
  const ends = Object.values(edges).flatMap(({ from, to }) => [
    ...(to.node === node.id && !(to.port in step.inputs) ? [`the wire into “${nameWords(to.port)}”`] : []),
    ...(from.node === node.id && !(from.port in step.outputs) ? [`the wire out of “${nameWords(from.port)}”`] : []),
  ])
  return [...new Set(ends)].map((wire) => `It has no place for ${wire}: it stays, and waits for you.`)
}

/** `aspect_ratio` and `aspectRatio` are read as “aspect ratio”. */
const nameWords = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .toLowerCase()

const LONGEST = 40

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

const wordsOf = (value: Json): string => {
  const text = textOf(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
