import {
  emptyProject,
  newNode,
  NodeIdSchema,
  type Catalog,
  type ErrorBody,
  type ModelDefinition,
  type Node,
  type PlannedTask,
  type ProjectId,
  type TrialOffer,
} from '@reelgraph/shared'
import type { Engine } from '../engine/engine.ts'

export interface OfferParts {
  readonly catalog: Catalog
  readonly engine: Pick<Engine, 'planAside'>
}

/** An offer, and the node that would do it. */
export interface Trial {
  readonly offer: TrialOffer
  readonly node: Node
  readonly project: ProjectId
}

export type Makes = TrialOffer['makes']

/** What is asked of a model, by what it makes; of one that speaks, what it is to say. */
export type Prompts = Readonly<Record<Makes | 'speech', string>>

interface Question {
  /** Where it would run. */
  readonly project: ProjectId
  readonly models: readonly ModelDefinition[]
  readonly prompts: Prompts
}

interface Offers {
  /** Those that can run, the cheapest first; what nobody knows the price of comes last. */
  readonly trials: readonly Trial[]
  readonly problems: readonly ErrorBody[]
}

/** Beyond what anybody re-rolls, so that nothing stored stands for a request. */
const NEVER_MADE = 999_999_999

/** The planner's own answer about every one of these models that makes something of words alone. */
export const offersOf = async (
  { catalog, engine }: OfferParts,
  { project, models, prompts }: Question,
): Promise<Offers> => {
  const candidates = models.flatMap((model) => candidatesOf(catalog, model, prompts))
  const nodes = Object.fromEntries(candidates.map(({ node }) => [node.id, { ...node, takes: { '': NEVER_MADE } }]))
  const plan = await engine.planAside({
    ...{ project: { ...emptyProject(project, project), nodes }, revision: 0, scope: { of: 'all' } },
  })
  const planned = new Map(plan.tasks.map((task) => [task.node, task]))
  const trials = candidates
    .flatMap(({ node, offer }) => {
      const task = planned.get(node.id)
      return task?.verdict === 'run' ? [{ project, node, offer: { ...offer, price: task.price } }] : []
    })
    .toSorted((a, b) => most(a.offer) - most(b.offer))
  return { trials, problems: plan.problems }
}

interface Candidate {
  readonly node: Node
  readonly offer: Omit<TrialOffer, 'price'>
}

const candidatesOf = (
  catalog: Catalog,
  { id, makes, title }: ModelDefinition,
  prompts: Question['prompts'],
): readonly Candidate[] => {
  if (makes === 'compile') return []
  const kind = [...catalog.kinds.values()].find(({ model }) => model?.makes === makes)
  if (!kind) return []
  const bare = newNode({ id: nodeOf(id), kind: kind.id, model: id, x: 0, y: 0 })
  const step = catalog.stepOf(bare)
  if ('missing' in step) return []
  const port = Object.entries(step.inputs).find(([, { type, typed }]) => type === 'text' && typed !== undefined)
  const prompt = prompts[port?.[0] === 'script' ? 'speech' : makes]
  return port ? [{ node: { ...bare, params: { [port[0]]: prompt } }, offer: { model: id, title, makes, prompt } }] : []
}

/** One node a model: what was tried before stays beside it. */
const nodeOf = (model: string): Node['id'] => NodeIdSchema.parse(model.replaceAll(/[^\w-]/g, '-').slice(0, 64))

/** What nobody knows the price of comes last. */
const most = ({ price }: { readonly price: PlannedTask['price'] }): number =>
  price === 'unknown' ? Infinity : price.high
