import { z } from 'zod'
import type { Hash } from '../canonical.ts'
import { providerOf, type Catalog } from '../node/catalog.ts'
import { swapModel, type Swap } from '../node/swap-model.ts'
import { addPrices, FREE, PriceSchema, type Price } from '../node/price.ts'
import { flatten } from '../project/flatten.ts'
import type { Graph, Node } from '../project/document.ts'
import type { Fingerprint } from '../ids.ts'
import type { Lookup } from './appraise.ts'
import { priceOf, priceOfStep } from './judge-step.ts'
import { rerollsOf } from './findings.ts'
import { knownInputsOf } from './flow-inputs.ts'
import { FlowTask, type FlowNode } from './flow-parts.ts'
import { mostTasks } from './lengths.ts'
import { DurationSchema } from './plan.ts'
import { Planner } from './planner.ts'

/** One model for a node, as it would do there. */
export const ModelOfferSchema = z.object({
  model: z.string(),
  current: z.boolean(),
  /** With the settings of now, as far as it takes them. */
  each: PriceSchema,
  /** For all items, without those it has made already. */
  all: PriceSchema,
  /** How many items there are; absent where nobody knows yet. */
  items: z.int().nonnegative().exactOptional(),
  /** How many of them it has made already. */
  made: z.int().nonnegative(),
  /** How long it took on this machine before. */
  time: DurationSchema.exactOptional(),
  /** For all that is left to make, in milliseconds; absent where it has never run here. */
  allTime: z.number().exactOptional(),
  keyMissing: z.boolean(),
  /** Settings that do not fit it, one short sentence each. */
  notes: z.array(z.string()),
  /** Titles of connected ports that it does not have. */
  lostPorts: z.array(z.string()),
  /** What it would still need before it could run. */
  problem: z.string().exactOptional(),
})
export type ModelOffer = Readonly<z.infer<typeof ModelOfferSchema>>

export interface OfferQuestion {
  readonly graph: Graph
  readonly catalog: Catalog
  readonly node: Node
  readonly model: string
  readonly hash: Hash
  /** How many tasks of a provider go on at once. */
  lanes(provider: string): number
  hasAccount(provider: string): boolean
}

/** The models that a node could hold, in the order of the catalogue. */
export const modelsFor = (catalog: Catalog, node: Node): readonly string[] => {
  const place = catalog.kinds.get(node.kind)?.model
  return place ? [...catalog.models.values()].filter(({ makes }) => makes === place.makes).map(({ id }) => id) : []
}

/**
 * What a node would cost and take with another model: the planner's own answer about the graph with that model in it. Pure;
 * what it would need to know and nobody has looked up is listed in `missing`: look it up and call it again.
 */
export class ModelOffering {
  private readonly question: OfferQuestion
  private readonly swap: Swap | undefined
  private readonly planner: Planner

  constructor(question: OfferQuestion) {
    const { graph, catalog, node, model, hash } = question
    this.question = question
    this.swap = swapModel({ catalog, edges: graph.edges }, node, model)
    const next = this.swap?.node ?? node
    this.planner = new Planner({
      graph: flatten({ nodes: { ...graph.nodes, [node.id]: next }, edges: graph.edges }, catalog),
      scope: { of: 'to', nodes: [node.id] },
      ...{ revision: 0, hash },
    })
  }

  advance(lookup: Lookup): readonly Fingerprint[] {
    return this.planner.advance(lookup)
  }

  /** Nothing where the model cannot stand there. */
  offer(lookup: Lookup): ModelOffer | undefined {
    const { question, swap, planner } = this
    if (!swap) return undefined
    const { model, node, catalog } = question
    const there = planner.flow.node(node.id)
    const time = lookup.duration(model)
    const { each, all, items, made } = there ? this.prices(there) : this.priceAlone(swap)
    const left = items === undefined ? undefined : items - made
    const provider = catalog.providers.get(providerOf(model))
    const problem = there && problemOf(there)
    return {
      model,
      current: (node.model ?? catalog.kinds.get(node.kind)?.model?.default) === model,
      ...{ each, all, made },
      ...(items !== undefined && { items }),
      ...(time && { time }),
      ...(time && left !== undefined && { allTime: time.median * Math.ceil(left / this.lane()) }),
      keyMissing: provider?.account !== undefined && !question.hasAccount(provider.id),
      ...{ notes: [...swap.notes], lostPorts: [...swap.lostPorts] },
      ...(problem !== undefined && { problem }),
    }
  }

  /** Asked only of who has run here: a lane begins when somebody asks for it. */
  private lane(): number {
    return Math.max(1, this.question.lanes(providerOf(this.question.model)))
  }

  private prices(node: FlowNode): Pick<ModelOffer, 'each' | 'all' | 'made' | 'items'> {
    const again = rerollsOf(node.flat.node.checks)
    const priced = (task: FlowTask): Price => upTo(priceOf(task, knownInputsOf(task)), 1 + again)
    const tasks = [...(node.tasks?.values() ?? [])]
    const [first = new FlowTask(node, null, 0)] = tasks
    const each = priceOf(first, knownInputsOf(first))
    if (!node.tasks) {
      const most = mostTasks(this.planner.flow.nodes).get(node)
      const free = each !== 'unknown' && each.high === 0
      const sum: Price =
        each === 'unknown' || most === undefined ? 'unknown' : { low: 0, high: each.high * most * (1 + again) }
      return { each, all: free ? FREE : sum, made: 0 }
    }
    const left = tasks.filter((task) => this.planner.appraisals.get(task)?.verdict !== 'reuse')
    const all = left.reduce<Price>((sum, task) => addPrices(sum, priced(task)), FREE)
    // with an input missing nobody knows how many there would be
    if (node.dead) return { each, all: each, made: 0 }
    return { each, all, items: tasks.length, made: tasks.length - left.length }
  }

  /** Of a node that takes no part in runs now. */
  private priceAlone({ step }: Swap): Pick<ModelOffer, 'each' | 'all' | 'made' | 'items'> {
    const each = priceOfStep(step, { inputs: step.typed })
    return { each, all: each, made: 0, items: 1 }
  }
}

/** What is wrong with the node itself; what is wrong before it is no matter of the model. */
const problemOf = ({ flat, tasks }: FlowNode): string | undefined => {
  const causes = [...(tasks?.values() ?? [])].flatMap(({ cause }) => (cause?.node === flat.id ? [cause] : []))
  return [...flat.problems, ...causes][0]?.message
}

/** What a rule for what comes back may have made again is paid for again. */
const upTo = (price: Price, tries: number): Price =>
  price === 'unknown' ? price : { low: price.low, high: price.high * tries }
