import { canonical } from '../canonical.ts'
import { own } from '../json.ts'
import type { Catalog, Step } from '../node/catalog.ts'
import { keptSettings } from '../node/kept-settings.ts'
import { stepChanges } from '../node/step-changes.ts'
import { swapModel } from '../node/swap-model.ts'
import type { Fallbacks } from '../run/fallback.ts'
import { isComposed } from './composed.ts'
import { portTitle } from './connect.ts'
import type { Graph, Node } from './document.ts'

interface Place {
  readonly catalog: Catalog
  readonly edges: Graph['edges']
  readonly node: Node
  /** Of its own model. */
  readonly step: Step
  /** Whether something comes into a port. */
  isWired(port: string): boolean
}

/** The steps that may take the place of a node's own, in order. */
export interface FallbackSteps {
  readonly policy: Fallbacks['policy']
  readonly steps: readonly Step[]
  /** By model id, of those that would do something otherwise: one short sentence each. */
  readonly changes: Readonly<Record<string, readonly string[]>>
}

/** Undefined where none of those that a node names can; the inspector says why. */
export const fallbackSteps = (place: Place): FallbackSteps | undefined => {
  const { fallbacks } = place.node
  if (!fallbacks) return undefined
  const steps: Step[] = []
  const changes: Record<string, readonly string[]> = {}
  for (const model of new Set(fallbacks.models)) {
    const fit = fallbackFit(place, model)
    if ('misfit' in fit) continue
    steps.push(fit.step)
    if (fit.changes.length > 0) changes[model] = fit.changes
  }
  return steps.length === 0 ? undefined : { policy: fallbacks.policy, steps, changes }
}

/** It can take the place, and what it would do otherwise, one short sentence each; or why it cannot. */
type Fit = { readonly step: Step; readonly changes: readonly string[] } | { readonly misfit: string }

/** Whether a model can take a node's place while nobody is looking: on the same wires, with the same kind of result. */
export const fallbackFit = (place: Place, model: string): Fit => {
  const { catalog, edges, node } = place
  if (place.step.model?.id === model) return { misfit: 'It is the model of this step already.' }
  const definition = catalog.models.get(model)
  const kept = definition && keptSettings(place.step, definition)
  const swap = swapModel({ catalog, edges }, { ...node, params: { ...kept, ...node.params } }, model)
  if (!swap) return { misfit: 'It cannot stand here.' }
  const { step, lostPorts } = swap
  if (lostPorts.length > 0) return { misfit: `It has no “${lostPorts.join('”, “')}”.` }
  const other = differentPort(place, step)
  if (other !== undefined) return { misfit: `Its “${other}” is of another kind.` }
  if (step.problems[0]) return { misfit: step.problems[0].message }
  const missing = missingPort(place, step)
  return missing === undefined
    ? { step, changes: stepChanges(place.step, step) }
    : { misfit: `It also needs “${missing}”.` }
}

const differentPort = ({ edges, node, step }: Place, next: Step): string | undefined => {
  for (const { from, to } of Object.values(edges)) {
    const before = to.node === node.id ? own(step.inputs, to.port) : undefined
    const after = own(next.inputs, to.port)
    if (before && (after?.type !== before.type || after.many !== before.many)) return portTitle(to.port, before)
    if (from.node !== node.id) continue
    const made = own(step.outputs, from.port)
    const instead = own(next.outputs, from.port)
    if (made?.type !== instead?.type || canonical(made?.list ?? null) !== canonical(instead?.list ?? null))
      return portTitle(from.port, made)
  }
  return undefined
}

const missingPort = ({ isWired }: Place, step: Step): string | undefined => {
  for (const [name, port] of Object.entries(step.inputs))
    if (!port.optional && !isWired(name) && !Object.hasOwn(step.typed, name) && !isComposed(step, name, isWired))
      return portTitle(name, port)
  return undefined
}
