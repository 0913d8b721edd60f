import {
  emptyProject,
  fail,
  newNode,
  NodeIdSchema,
  ProjectIdSchema,
  providerOf,
  type Catalog,
  type ModelDefinition,
  type Node,
  type PlannedTask,
  type ProjectId,
  type TrialOffer,
} from '@reelgraph/shared'
import type { Engine } from '../engine/engine.ts'

interface OfferParts {
  readonly catalog: Catalog
  readonly engine: Pick<Engine, 'planAside'>
}

/** An offer, and the node that would do it. */
export interface Trial {
  readonly offer: TrialOffer
  readonly node: Node
  readonly project: ProjectId
}

type Makes = TrialOffer['makes']

/** Small, and soon seen or heard whether it is right. */
const PROMPTS: Readonly<Record<Makes, string>> = {
  text: 'Say hello in five words.',
  image: 'A red paper boat on a calm lake at dawn',
  video: 'A red paper boat drifts over a calm lake at dawn',
  audio: 'Hello from Reelgraph.',
}

/** Beyond what anybody re-rolls, so that nothing stored stands for a request. */
const NEVER_MADE = 999_999_999

/**
 * The planner's own answer about every model of a provider that makes something of words alone, and of those the cheapest.
 * @throws `not-found`, `key-missing`.
 */
export const offerTrial = async ({ catalog, engine }: OfferParts, provider: string): Promise<Trial> => {
  const project = ProjectIdSchema.parse(`try-${provider}`)
  const candidates = [...catalog.models.values()].flatMap((model) =>
    providerOf(model.id) === provider ? candidatesOf(catalog, model) : [],
  )
  const nodes = Object.fromEntries(candidates.map(({ node }) => [node.id, { ...node, takes: { '': NEVER_MADE } }]))
  const plan = await engine.planAside({
    ...{ project: { ...emptyProject(project, provider), nodes }, revision: 0, scope: { of: 'all' } },
  })
  const missing = plan.problems.find(({ code }) => code === 'key-missing')
  if (missing) throw fail(missing.code, missing.message, missing)
  const planned = new Map(plan.tasks.map((task) => [task.node, task]))
  const able = candidates
    .flatMap(({ node, offer }) => {
      const task = planned.get(node.id)
      return task?.verdict === 'run' ? [{ project, node, offer: { ...offer, price: task.price } }] : []
    })
    .toSorted((a, b) => most(a.offer) - most(b.offer))
  const [cheapest] = able
  if (cheapest) return cheapest
  throw fail('not-found', 'None of its models makes anything of words alone.', {
    hint: 'Use it in a film to see whether it works.',
    provider,
  })
}

interface Candidate {
  readonly node: Node
  readonly offer: Omit<TrialOffer, 'price'>
}

const candidatesOf = (catalog: Catalog, { id, makes, title }: ModelDefinition): readonly Candidate[] => {
  if (makes === 'compile') return []
  const kind = [...catalog.kinds.values()].find(({ model }) => model?.makes === makes)
  if (!kind) return []
  const bare = newNode({ id: nodeOf(id), kind: kind.id, model: id, x: 0, y: 0 })
  const step = catalog.stepOf(bare)
  if ('missing' in step) return []
  const port = Object.entries(step.inputs).find(([, { type, typed }]) => type === 'text' && typed !== undefined)
  const prompt = PROMPTS[makes]
  return port ? [{ node: { ...bare, params: { [port[0]]: prompt } }, offer: { model: id, title, makes, prompt } }] : []
}

/** One node a model: what was tried before stays beside it. */
const nodeOf = (model: string): Node['id'] => NodeIdSchema.parse(model.replaceAll(/[^\w-]/g, '-').slice(0, 64))

/** What nobody knows the price of comes last. */
const most = ({ price }: { readonly price: PlannedTask['price'] }): number =>
  price === 'unknown' ? Infinity : price.high
