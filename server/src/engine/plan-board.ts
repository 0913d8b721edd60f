import { Planner, canonical, type Hash, type Plan, type ProjectId, type Scope } from '@reelgraph/shared'
import { checkItems, checkNodes } from './check-scope.ts'
import type { PlanOrder } from './engine.ts'
import type { GraphShelf } from './graph-shelf.ts'
import { ResultLookup, type LookupParts } from './result-lookup.ts'

/** A plan, and what a run needs to go on from it. Good for one run: the run changes the planner's flow. */
export interface Drawn {
  readonly planner: Planner
  readonly lookup: ResultLookup
  readonly plan: Plan
}

interface PlanBoardParts {
  readonly lookup: LookupParts
  readonly shelf: GraphShelf
  readonly hash: Hash
  /** How many tasks of a provider go on at once. */
  lanes(provider: string, project: ProjectId): number
  /** Whether a step of this project could run on its account of the provider. */
  hasAccount(provider: string, project: ProjectId): boolean
  now(): number
}

/** How long a plan on the screen may be taken for what it says, in milliseconds. */
const GOOD_FOR = 60_000

interface Kept {
  readonly order: PlanOrder
  readonly scope: string
  readonly at: number
  readonly drawn: Drawn
}

/** Draws plans, and keeps the last one for the run that follows: what a person saw is what runs. */
export class PlanBoard {
  private readonly parts: PlanBoardParts
  private kept: Kept | undefined
  /** Counts what may have made a plan untrue while it was being drawn. */
  private news = 0

  constructor(parts: PlanBoardParts) {
    this.parts = parts
  }

  async plan(order: PlanOrder): Promise<Plan> {
    const at = this.parts.now()
    const { news } = this
    const drawn = await this.draw(order)
    this.parts.shelf.prepare(order.project)
    if (news === this.news) this.kept = { order, scope: scopeKey(order.scope), at, drawn }
    return drawn.plan
  }

  /** A plan that nobody is shown: the one that is stays the one that runs. */
  async planAside(order: PlanOrder): Promise<Plan> {
    return (await this.draw(order)).plan
  }

  /** The plan that was shown, where it is still true, or a new one. */
  async take(order: PlanOrder): Promise<Drawn> {
    const { kept } = this
    this.kept = undefined
    return kept && this.isTrue(kept, order) ? kept.drawn : this.draw(order)
  }

  /** There is a result that was not there when the last plan was drawn. */
  outdate(): void {
    this.news += 1
    this.kept = undefined
  }

  private isTrue({ order: { project, revision }, scope, at }: Kept, order: PlanOrder): boolean {
    if (project.nodes !== order.project.nodes || project.edges !== order.project.edges) return false
    if (project.id !== order.project.id || revision !== order.revision) return false
    return scope === scopeKey(order.scope) && this.parts.now() - at < GOOD_FOR
  }

  private async draw({ project, revision, scope }: PlanOrder): Promise<Drawn> {
    const { shelf, hash, lanes, hasAccount } = this.parts
    checkNodes(scope, project)
    const lookup = await ResultLookup.open(this.parts.lookup, project.id)
    const planner = new Planner({
      graph: shelf.flat(project),
      lanes: (provider) => lanes(provider, project.id),
      hasAccount: (provider) => hasAccount(provider, project.id),
      ...{ scope, revision, hash },
    })
    for (let missing = planner.advance(lookup); missing.length > 0; missing = planner.advance(lookup)) {
      await lookup.fetch(missing)
    }
    checkItems(scope, planner)
    return { planner, lookup, plan: planner.plan() }
  }
}

const scopeKey = (scope: Scope): string => canonical(scope)
