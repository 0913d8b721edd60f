import { z } from 'zod'
import { canonical } from '../canonical.ts'
import { own, type Json, type JsonObject } from '../json.ts'
import { portTitle } from '../project/connect.ts'
import type { Graph, Node } from '../project/document.ts'
import { fieldTitle, type Catalog, type Step } from './catalog.ts'
import { nearestValue } from './nearest-value.ts'

/** What putting another model into a node comes to. Wires stay whatever they are. */
export interface Swap {
  readonly node: Node
  readonly step: Step
  /** Settings of now that it does not have or that do not fit, one short sentence each. */
  readonly notes: readonly string[]
  /** Titles of the ports of now that have wires and that it does not have. */
  readonly lostPorts: readonly string[]
}

/**
 * Another model in a node, by its id; undefined is the kind's own. Every setting that it takes stays as it is, a number beyond
 * its limits becomes the nearest; one it does not know stays in the document, for the way back, and counts for nothing.
 */
export const swapModel = (
  { catalog, edges }: { readonly catalog: Catalog; readonly edges: Graph['edges'] },
  node: Node,
  model: string | undefined,
): Swap | undefined => {
  const before = catalog.stepOf(node)
  const { model: current, ...rest } = node
  void current
  const bare: Node = { ...rest, ...(model !== undefined && { model }) }
  const target = catalog.stepOf({ ...bare, params: {} })
  if ('missing' in target) return undefined
  const params: Record<string, Json> = {}
  const notes: string[] = []
  for (const [name, value] of Object.entries(node.params)) {
    const fitted = fit(target, name, value)
    if ('value' in fitted) params[name] = fitted.value
    const words = briefly(value)
    if (fitted.change === 'near' && 'value' in fitted)
      notes.push(`${fieldTitle(target.definition, name)}: ${words} becomes ${briefly(fitted.value)}.`)
    if (fitted.change === 'default') notes.push(`${fieldTitle(target.definition, name)}: ${words} is not there.`)
    if (fitted.change === 'unknown' && !('missing' in before) && own(before.changed, name) !== undefined)
      notes.push(`It has no “${fieldTitle(before.definition, name)}” (${words}).`)
  }
  const next: Node = { ...bare, params: params satisfies JsonObject }
  const step = catalog.stepOf(next)
  if ('missing' in step) return undefined
  return { node: next, step, notes, lostPorts: 'missing' in before ? [] : lostPorts(edges, before, { node, step }) }
}

type Fitted =
  | { readonly change: 'none' | 'near' | 'unknown'; readonly value: Json }
  /** Its default is used. */
  | { readonly change: 'default' }

const fit = (target: Step, name: string, value: Json): Fitted => {
  const schema: unknown = own(target.definition.params.shape, name)
  if (!(schema instanceof z.ZodType)) return { change: own(target.inputs, name) ? 'none' : 'unknown', value }
  if (schema.safeParse(value).success) return { change: 'none', value }
  const near = nearestValue(schema, value)
  return near === undefined ? { change: 'default' } : { change: 'near', value: near }
}

const lostPorts = (
  edges: Graph['edges'],
  before: Step,
  after: { readonly node: Node; readonly step: Step },
): readonly string[] => {
  const lost = Object.values(edges).flatMap(({ from, to }) => [
    ...(to.node === after.node.id && !own(after.step.inputs, to.port)
      ? [portTitle(to.port, own(before.inputs, to.port))]
      : []),
    ...(from.node === after.node.id && !own(after.step.outputs, from.port)
      ? [portTitle(from.port, own(before.outputs, from.port))]
      : []),
  ])
  return [...new Set(lost)]
}

const LONGEST = 30

/** A value in a sentence. */
export const briefly = (value: Json): string => {
  const text = typeof value === 'string' ? value : canonical(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
