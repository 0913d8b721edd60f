import {
  errorBody,
  fail,
  newRunId,
  PlanSchema,
  ReelgraphError,
  type Decision,
  type ErrorBody,
  type Fingerprint,
  type NodeId,
  type Plan,
  type Priority,
  type RunId,
  type Scope,
} from '@reelgraph/shared'
import type { ProjectRuns } from './project-runs.ts'
import type { AgreedTerms } from './plan-terms.ts'
import type { LookedAt, RunApi, SeenTask } from './run-api.ts'

type RunOutcome =
  | { readonly outcome: 'started'; readonly run: RunId; readonly plan: Plan }
  /** The confirm panel is open: it costs something, or something is wrong. */
  | { readonly outcome: 'asked'; readonly plan: Plan }
  | { readonly outcome: 'failed'; readonly error: ErrorBody }

interface ActionsOptions {
  readonly runs: ProjectRuns
  readonly api: RunApi
  /** Tells the person of an error that no panel shows. */
  report(error: ErrorBody): void
}

/** Whether a plan has anything to do. */
export const hasWork = (plan: Plan): boolean =>
  plan.tasks.some((task) => task.verdict === 'run' || task.verdict === 'waits')

export const isFree = (plan: Plan): boolean => plan.total !== 'unknown' && plan.total.high === 0

/** What a person can do with runs. Nothing here throws: errors are reported where the person looks. */
export class RunActions {
  private readonly options: ActionsOptions
  private settle: () => Promise<void> = async () => {}

  constructor(options: ActionsOptions) {
    this.options = options
  }

  /** The document store says how to bring every edit to the server; it is done before anything is planned or run. */
  beforeRun(settle: () => Promise<void>): void {
    this.settle = settle
  }

  /** Plans, and starts what is free and sound; anything else asks first. */
  readonly run = (scope: Scope): Promise<RunOutcome> =>
    this.guarded(async () => {
      const plan = await this.planNow(scope)
      const sound = plan.problems.length === 0
      if (sound && isFree(plan)) return this.start(plan)
      return this.ask(plan, false)
    })

  /** Opens the panel with the plan, whatever it costs. */
  readonly preview = (scope: Scope): Promise<RunOutcome> =>
    this.guarded(async () => this.ask(await this.planNow(scope), false))

  /** The person said yes to what the panel shows, on these terms. */
  readonly confirm = (terms: AgreedTerms = {}): Promise<RunOutcome> => {
    const asking = this.options.runs.store.getState().asking
    if (!asking)
      return Promise.resolve({ outcome: 'failed', error: fail('needs-consent', 'There is no plan to agree to.').body })
    return this.guarded(() => this.start(asking.plan, terms))
  }

  readonly dismiss = (): void => this.options.runs.store.setState({ asking: undefined })

  readonly cancel = async (run = this.options.runs.currentRun()): Promise<void> => {
    if (!run) return
    await this.options.api.cancel(run).catch(this.report)
  }

  /** A new take of a node or of some of its items, made at once. */
  readonly reroll = (node: NodeId, items?: readonly string[]): Promise<RunOutcome> =>
    this.guarded(async () => {
      const { runs, api } = this.options
      await api.reroll(runs.project, node, items)
      runs.plans.invalidate()
      const plan = await runs.plans.get(
        items ? { of: 'items', node, items: [...items] } : { of: 'only', nodes: [node] },
      )
      return plan.problems.length === 0 && isFree(plan) ? this.start(plan) : this.ask(plan, false)
    })

  /** The same answer for one task or several of a run. Whether all of them took it; what went wrong is said once. */
  readonly decide = async (run: RunId, tasks: readonly SeenTask[], decide: Decision): Promise<boolean> => {
    const { api, runs } = this.options
    await this.settle().catch(() => {})
    const answers = await Promise.allSettled(tasks.map((task) => api.decide(run, task, decide)))
    const refused = answers.find((answer) => answer.status === 'rejected')
    if (refused) this.report(refused.reason)
    runs.plans.invalidate()
    return !refused
  }

  /** What was looked at while no run waits there: the next one goes on from it. Whether all of it took that. */
  readonly approve = async (looked: readonly LookedAt[]): Promise<boolean> => {
    const { api, runs } = this.options
    const answers = await Promise.allSettled(looked.map((one) => api.approve(runs.project, one)))
    const refused = answers.find((answer) => answer.status === 'rejected')
    if (refused) this.report(refused.reason)
    runs.plans.invalidate()
    return !refused
  }

  readonly prioritise = async (run: RunId, priority: Priority): Promise<void> => {
    await this.options.api.prioritise(run, priority).catch(this.report)
  }

  /** Drops one stored result for good. */
  readonly forget = async (node: NodeId, result: Fingerprint): Promise<boolean> => {
    const { runs, api } = this.options
    try {
      await api.drop(runs.project, node, result)
    } catch (thrown) {
      this.report(thrown)
      return false
    }
    runs.forgotten(node, result)
    return true
  }

  private async guarded(work: () => Promise<RunOutcome>): Promise<RunOutcome> {
    const { store } = this.options.runs
    if (store.getState().starting)
      return { outcome: 'failed', error: fail('conflict', 'A run is being started already.').body }
    store.setState({ starting: true })
    try {
      await this.settle()
      return await work()
    } catch (thrown) {
      const error = errorBody(thrown)
      this.options.report(error)
      return { outcome: 'failed', error }
    } finally {
      store.setState({ starting: false })
    }
  }

  /** What is known may be a moment older than the edits that were just sent. */
  private planNow(scope: Scope): Promise<Plan> {
    const { plans } = this.options.runs
    plans.invalidate()
    return plans.get(scope)
  }

  private ask(plan: Plan, changed: boolean): RunOutcome {
    this.options.runs.store.setState({ asking: { scope: plan.scope, plan, changed } })
    return { outcome: 'asked', plan }
  }

  private async start(plan: Plan, terms: AgreedTerms = {}): Promise<RunOutcome> {
    const { runs, api } = this.options
    const order = {
      id: newRunId(),
      scope: plan.scope,
      revision: plan.revision,
      ...(plan.total !== 'unknown' && { atMost: plan.total.high }),
      ...terms,
    }
    try {
      // An answer that got lost on the way is asked for again; the id makes it the same run.
      const run = await api.start(runs.project, order).catch((thrown: unknown) => {
        if (thrown instanceof ReelgraphError && thrown.code === 'no-answer') return api.start(runs.project, order)
        throw thrown
      })
      this.dismiss()
      return { outcome: 'started', run, plan }
    } catch (thrown) {
      const newPlan =
        thrown instanceof ReelgraphError && thrown.code === 'plan-changed'
          ? PlanSchema.safeParse(thrown.body.detail)
          : undefined
      if (!newPlan?.success) throw thrown
      runs.plans.invalidate()
      return this.ask({ ...newPlan.data, ...(plan.left && { left: plan.left }) }, true)
    }
  }

  private readonly report = (thrown: unknown): void => this.options.report(errorBody(thrown))
}
