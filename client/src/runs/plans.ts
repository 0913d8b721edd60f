import { errorBody, type ErrorBody, type Plan, type Scope } from '@reelgraph/shared'

export interface PlanState {
  /** The last plan that arrived; kept while a newer one is on its way. */
  readonly plan: Plan | undefined
  /** The plan is about what the project is now. */
  readonly fresh: boolean
  readonly error: ErrorBody | undefined
}

interface PlansOptions {
  ask(scope: Scope, signal: AbortSignal): Promise<Plan>
  /** Of the plan of everything. */
  onChange(state: PlanState): void
  /** How long the project must be quiet before its plan is asked for. */
  readonly quietMs?: number
}

interface Entry {
  readonly promise: Promise<Plan>
  readonly giveUp: AbortController
}

/**
 * What a run would do now. The plan of everything is kept up to date while somebody watches; the plan of any scope is
 * asked for once per state of the project.
 */
export class Plans {
  private readonly options: Required<PlansOptions>
  private entries = new Map<string, Entry>()
  private current: PlanState = { plan: undefined, fresh: false, error: undefined }
  private watchers = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private epoch = 0

  constructor(options: PlansOptions) {
    this.options = { quietMs: 250, ...options }
  }

  get state(): PlanState {
    return this.current
  }

  /** The project or its results have changed: whatever was planned is out of date. */
  invalidate(): void {
    this.epoch += 1
    for (const entry of this.entries.values()) entry.giveUp.abort()
    this.entries = new Map()
    if (this.current.fresh) this.set({ ...this.current, fresh: false })
    this.schedule()
  }

  /** Keeps the plan of everything up to date until the returned function is called. */
  watch(): () => void {
    this.watchers += 1
    if (this.watchers === 1 && !this.current.fresh) this.schedule()
    let left = false
    return () => {
      if (left) return
      left = true
      this.watchers -= 1
      if (this.watchers === 0) clearTimeout(this.timer)
    }
  }

  get(scope: Scope): Promise<Plan> {
    const key = JSON.stringify(scope)
    const known = this.entries.get(key)
    if (known) return known.promise
    const giveUp = new AbortController()
    const { epoch } = this
    const promise = this.options.ask(scope, giveUp.signal)
    this.entries.set(key, { promise, giveUp })
    promise.then(
      (plan) => scope.of === 'all' && epoch === this.epoch && this.set({ plan, fresh: true, error: undefined }),
      // A failure is not an answer: the next one who asks tries again.
      () => this.entries.get(key)?.promise === promise && this.entries.delete(key),
    )
    return promise
  }

  private schedule(): void {
    clearTimeout(this.timer)
    if (this.watchers === 0) return
    this.timer = setTimeout(() => void this.refresh(), this.options.quietMs)
  }

  private async refresh(): Promise<void> {
    const { epoch } = this
    try {
      await this.get({ of: 'all' })
    } catch (thrown) {
      if (epoch === this.epoch) this.set({ ...this.current, fresh: false, error: errorBody(thrown) })
    }
  }

  private set(state: PlanState): void {
    this.current = state
    this.options.onChange(state)
  }
}
