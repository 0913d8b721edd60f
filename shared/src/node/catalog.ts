import { z } from 'zod'
import { canonical } from '../canonical.ts'
import { fail, type ErrorBody } from '../errors.ts'
import { own, type Json, type JsonObject } from '../json.ts'
import type { Node } from '../project/document.ts'
import type { ModelDefinition, NodeDefinition, Problem, ProviderDefinition } from './define.ts'
import { fieldProblem } from './field-problem.ts'
import { dateWords, retiredWords, successorOf, type ModelEnd } from './model-end.ts'
import type { InputPorts, OutputPorts } from './ports.ts'
import { helpOf, type StepHelp } from './prompt-help.ts'
import type { Value } from './values.ts'

export type StepDefinition = NodeDefinition | ModelDefinition

/** A node and what its definition says of it: ports, parameters, defaults. */
export interface Step {
  readonly kind: NodeDefinition
  readonly model?: ModelDefinition
  readonly provider?: ProviderDefinition
  /** The model's definition where there is one, else the kind's. */
  readonly definition: StepDefinition
  readonly inputs: InputPorts
  readonly outputs: OutputPorts
  /** Parsed; the defaults where they cannot be parsed. */
  readonly params: Readonly<Record<string, unknown>>
  /** Only the parameters that differ from their defaults, for the fingerprint. */
  readonly changed: JsonObject
  /** What is typed into ports, by port. */
  readonly typed: Readonly<Record<string, Value>>
  /** What is added to its prompt, and how. */
  readonly help?: StepHelp
  readonly problems: readonly Problem[]
}

/** A node whose kind or model is not known here. It keeps its wires and data. */
export interface MissingStep {
  readonly missing: ErrorBody
  /** What became of its model, where that is known. */
  readonly end?: ModelEnd
}

export interface Catalog {
  readonly kinds: ReadonlyMap<string, NodeDefinition>
  readonly models: ReadonlyMap<string, ModelDefinition>
  readonly providers: ReadonlyMap<string, ProviderDefinition>
  /** Models that are gone or will be, by every name they have. */
  readonly ends: ReadonlyMap<string, ModelEnd>
  stepOf(node: Node): Step | MissingStep
}

export interface CatalogParts {
  readonly kinds: readonly NodeDefinition[]
  readonly models: readonly ModelDefinition[]
  readonly providers: readonly ProviderDefinition[]
  readonly ends?: readonly ModelEnd[]
}

/**
 * @throws `internal` where two definitions share an id, a model names no provider, a parameter has no default, or an end
 * names a model to use instead that is not here.
 */
export const createCatalog = (parts: CatalogParts): Catalog => {
  for (const definition of [...parts.kinds, ...parts.models]) {
    if (!definition.params.safeParse({}).success)
      throw fail('internal', `Not every parameter of "${definition.id}" has a default.`)
  }
  const kinds = byId(parts.kinds)
  const models = byId(parts.models)
  const providers = byId(parts.providers)
  for (const model of models.values()) {
    if (!providers.has(providerOf(model.id)))
      throw fail('internal', `Model "${model.id}" belongs to no known provider.`)
  }
  const ends = byId((parts.ends ?? []).flatMap((end) => end.ids.map((id) => ({ id, end }))))
  for (const [id, { end }] of ends) {
    if (end.successors.length > 0 && !end.successors.some((successor) => models.has(successor)))
      throw fail('internal', `None of the models to use instead of "${id}" is known.`)
    if ('retiredOn' in end && models.has(id)) throw fail('internal', `“${id}” is retired, and still offered.`)
  }
  const known = { kinds, models, providers, ends: new Map([...ends].map(([id, { end }]) => [id, end] as const)) }
  // Nodes are never changed in place, so what is worked out for one stays true for it.
  const steps = new WeakMap<Node, Step | MissingStep>()
  const stepOf = (node: Node): Step | MissingStep => {
    const resolved = steps.get(node)
    if (resolved) return resolved
    const step = resolve(known, node)
    steps.set(node, step)
    return step
  }
  return { ...known, stepOf }
}

export const providerOf = (model: string): string => model.slice(0, model.indexOf('/'))

const byId = <T extends { readonly id: string }>(list: readonly T[]): Map<string, T> => {
  const map = new Map<string, T>()
  for (const entry of list) {
    if (map.has(entry.id)) throw fail('internal', `Two definitions are called "${entry.id}".`)
    map.set(entry.id, entry)
  }
  return map
}

const resolve = (catalog: Omit<Catalog, 'stepOf'>, node: Node): Step | MissingStep => {
  const kind = catalog.kinds.get(node.kind)
  if (!kind)
    return missing(
      'unknown-kind',
      `“${node.kind}” is not a kind of node this Reelgraph knows.`,
      'Update Reelgraph, or replace the node.',
    )
  const id = kind.model && (node.model ?? kind.model.default)
  if (!kind.model || id === undefined) return describe({ kind, definition: kind }, node)
  const model = catalog.models.get(id)
  const end = model ? undefined : catalog.ends.get(id)
  if (end) return ended(catalog, { kind, id, end })
  if (!model)
    return missing(
      'unknown-model',
      `“${id}” is not a model this Reelgraph knows.`,
      'Choose another model for this node.',
    )
  if (model.makes !== kind.model.makes) {
    return missing(
      'unknown-model',
      `“${model.title}” cannot work in ${kind.title} nodes: it makes something else.`,
      'Choose another model for this node.',
    )
  }
  const provider = catalog.providers.get(providerOf(id))
  return describe({ kind, model, definition: model, ...(provider && { provider }) }, node)
}

const missing = (code: 'unknown-kind' | 'unknown-model', message: string, hint: string): MissingStep => ({
  missing: { code, message, hint },
})

interface Ended {
  readonly kind: NodeDefinition
  readonly id: string
  readonly end: ModelEnd
}

/** Its maker has ended it: which model is to be used instead is said with it. */
const ended = ({ models }: Pick<Catalog, 'models'>, { kind, id, end }: Ended): MissingStep => {
  const message = `“${end.title}” ${goneWords(end)}.`
  const successor = successorOf(end, { models, makes: kind.model?.makes, provider: providerOf(id) })
  const hint = successor
    ? `Use “${successor.title}” instead. Its wires stay, and so do the settings that fit.`
    : 'Choose another model for this node.'
  return { missing: { code: 'retired', message, hint }, end }
}

const goneWords = (end: ModelEnd): string => {
  if ('words' in end) return end.words
  if ('retiredOn' in end) return retiredWords(end.retiredOn)
  return `is not offered here any more: it ends on ${dateWords(end.endsOn)}`
}

const describe = (found: Pick<Step, 'kind' | 'model' | 'provider' | 'definition'>, node: Node): Step => {
  const { definition } = found
  const given: Record<string, Json> = {}
  for (const [name, value] of Object.entries(node.params)) {
    if (Object.hasOwn(definition.params.shape, name)) given[name] = value
  }
  const defaults = definition.params.parse({})
  const parsed = definition.params.safeParse(given)
  const params = parsed.success ? parsed.data : defaults
  const inputs = typeof definition.inputs === 'function' ? definition.inputs(params) : definition.inputs
  const outputs = typeof definition.outputs === 'function' ? definition.outputs(params) : definition.outputs
  const problems: Problem[] = (parsed.error?.issues ?? []).map((issue) => {
    const field = String(issue.path[0] ?? '')
    const unit = fieldMeta(definition, field)?.['unit']
    const words = { title: fieldTitle(definition, field), unit: typeof unit === 'string' ? unit : undefined }
    return fieldProblem({ issue, params: given, ...words })
  })
  const help = helpOf(found.kind.help, { inputs, shape: definition.params.shape }, node)
  return {
    ...found,
    inputs,
    outputs,
    ...(help && { help }),
    params,
    changed: changedParams(params, defaults),
    typed: typedValues(inputs, node),
    problems,
  }
}

/** What the form calls a parameter. */
export const fieldTitle = (definition: StepDefinition, field: string): string =>
  fieldMeta(definition, field)?.title ?? field

export const fieldMeta = (definition: StepDefinition, field: string) => {
  const schema: unknown = own(definition.params.shape, field)
  return schema instanceof z.ZodType ? schema.meta() : undefined
}

const changedParams = (
  params: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): JsonObject => {
  const changed: Record<string, Json> = {}
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue
    if (defaults[name] === undefined || canonical(value) !== canonical(defaults[name])) changed[name] = value as Json // parsed from JSON, without transforms
  }
  return changed
}

const typedValues = (inputs: InputPorts, node: Node): Record<string, Value> => {
  const typed: Record<string, Value> = {}
  for (const [name, port] of Object.entries(inputs)) {
    if (!port.typed) continue
    const value = own(node.params, name) ?? port.typed.default
    if (typeof value === 'string' && port.type === 'text' && value !== '') typed[name] = value
    if (typeof value === 'number' && port.type === 'number') typed[name] = value
  }
  return typed
}
