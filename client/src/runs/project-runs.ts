import type {
  Fingerprint,
  PlannedTask,
  ProjectId,
  Run,
  RunEvent,
  RunId,
  StoredResult,
  TaskState,
  VainTry,
  VolatileEvent,
} from '@reelgraph/shared'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ProjectListener } from '../api/cursor.ts'
import type { Asks } from './asks.ts'
import { asksOfRuns, currentRunOf } from './current-run.ts'
import { Keyed } from './keyed.ts'
import type { LatestItem } from './latest.ts'
import { LatestResults } from './latest-results.ts'
import { Plans, type PlanState } from './plans.ts'
import type { RunApi } from './run-api.ts'
import { keyOf, RunFolds, type NodeRun } from './run-folds.ts'
import type { RunHeader } from './run-header.ts'
import type { RunsState } from './runs-state.ts'
import { Takes, takesKey } from './takes.ts'
import { secondsLeft, usualOf } from './time-left.ts'

/** After these the next run would do something else. */
const TURNS: ReadonlySet<string> = new Set([
  'gate-opened',
  'task-released',
  'run-waiting',
  'run-continued',
  'run-ended',
])
const EMPTY_TASKS: readonly PlannedTask[] = []
const planKey = (node: string): string => `#plan ${node}`

/** Everything the page knows of the runs of one project. Actions are in `actions.ts`, hooks in `use-runs.ts`. */
export class ProjectRuns {
  readonly project: ProjectId
  readonly store: StoreApi<RunsState>
  readonly plans: Plans
  readonly takes: Takes
  private readonly api: RunApi
  private readonly keyed = new Keyed()
  private readonly folds = new RunFolds(this.keyed)
  private readonly latestResults = new LatestResults({
    folds: this.folds,
    planned: (node) => this.planned(node),
    stored: (node) => this.takes.all(node),
  })
  private plannedByNode = new Map<string, readonly PlannedTask[]>()
  private revision = -1
  private users = 0
  private wasLeft = false
  private leave: (() => void) | undefined

  constructor(project: ProjectId, api: RunApi) {
    this.project = project
    this.api = api
    this.takes = new Takes({
      keyed: this.keyed,
      ask: (node) => api.results(project, node),
      onArrived: (node) => this.latestResults.changed(node),
    })
    this.plans = new Plans({
      ask: (scope, signal) => api.plan(project, scope, signal),
      onChange: (plan) => this.planChanged(plan),
    })
    this.store = createStore<RunsState>(() => ({
      ready: false,
      runs: [],
      plan: this.plans.state,
      asking: undefined,
      starting: false,
      history: undefined,
      historyError: undefined,
    }))
  }

  /** Follows the project for as long as somebody uses it. */
  connect(): () => void {
    this.users += 1
    if (this.users === 1) this.leave = this.api.follow(this.project, this.listener())
    // while nobody was here, a key may have been set or a limit changed elsewhere
    if (this.users === 1 && this.wasLeft) this.plans.invalidate()
    const unwatch = this.plans.watch()
    let left = false
    return () => {
      if (left) return
      left = true
      unwatch()
      this.users -= 1
      if (this.users > 0) return
      this.leave?.()
      this.leave = undefined
      this.wasLeft = true
    }
  }

  /** Calls back when what `read…` gives for that key has changed. */
  watchNode(node: string, listener: () => void): () => void {
    return this.keyed.watch(keyOf.node(node), listener)
  }

  watchCurrent(listener: () => void): () => void {
    return this.keyed.watch(keyOf.runs, listener)
  }

  watchRun(run: RunId, listener: () => void): () => void {
    return this.keyed.watch(keyOf.run(run), listener)
  }

  watchTakes(node: string, listener: () => void): () => void {
    const leave = this.keyed.watch(takesKey(node), listener)
    this.takes.need(node)
    return leave
  }

  watchPlanned(node: string, listener: () => void): () => void {
    return this.keyed.watch(planKey(node), listener)
  }

  watchLatest(node: string, listener: () => void): () => void {
    const leaves = [
      this.watchNode(node, listener),
      this.watchPlanned(node, listener),
      this.keyed.watch(takesKey(node), listener),
    ]
    return () => leaves.forEach((leave) => leave())
  }

  nodeRun(node: string): NodeRun | undefined {
    return this.folds.nodeRun(node)
  }

  /** How the last try at its items ended, of which its newest run says nothing. */
  lastTries(node: string): readonly VainTry[] {
    return this.folds.lastTries.of(node)
  }

  header(run: RunId): RunHeader | undefined {
    return this.folds.header(run)
  }

  /** Nothing where it would be a guess. `now` in milliseconds since 1970. */
  secondsLeft(run: RunId, now: number): number | undefined {
    const state = this.folds.state(run)
    const usual = (node: string) => usualOf(this.folds.runs.flatMap((known) => this.folds.tasksOf(known, node)))
    return state && secondsLeft({ run: state, usual, now })
  }

  currentRun(): RunId | undefined {
    return currentRunOf(this.folds)
  }

  asks(): Asks {
    return asksOfRuns(this.folds)
  }

  /** All tasks of a run that is known here, in the order of its plan; a new array with each change. */
  tasksOfRun(run: RunId): readonly TaskState[] {
    return this.folds.allTasks(run)
  }

  current(): RunHeader | undefined {
    const run = this.currentRun()
    return run && this.folds.header(run)
  }

  planned(node: string): readonly PlannedTask[] {
    return this.plannedByNode.get(node) ?? EMPTY_TASKS
  }

  latest(node: string): readonly LatestItem[] {
    return this.latestResults.of(node)
  }

  takesOf(node: string, item: string | null): readonly StoredResult[] | undefined {
    return this.takes.of(node, item)
  }

  /** A result is gone for good: nothing shows it any more, and what needs it would run again. */
  forgotten(node: string, result: Fingerprint): void {
    this.latestResults.forgotten(node, result)
    this.takes.outOfDate(node)
    this.keyed.notify([takesKey(node)])
    this.plans.invalidate()
  }

  private listener(): ProjectListener {
    return {
      onRun: (run) => this.foldRun(run),
      onRunEvents: (run, events) => this.foldEvents(run, events),
      onVain: (tries) => this.keyed.notify(new Set([...this.folds.lastTries.replace(tries)].map(keyOf.node))),
      onVolatile: (run, events) => this.foldEvents(run, events),
      onRevision: (revision) => {
        if (revision <= this.revision) return
        this.revision = revision
        // the first that is heard may be later than what a plan was already asked of
        if ((this.plans.state.plan?.revision ?? -1) < revision) this.plans.invalidate()
      },
      onForgotten: (node, result) => this.forgotten(node, result),
      onCaughtUp: () => this.caughtUp(),
    }
  }

  private caughtUp(): void {
    // while the server was away something may have been approved, forgotten, or made by another project
    if (this.store.getState().ready) {
      this.takes.allOutOfDate()
      this.plans.invalidate()
    }
    this.store.setState({ ready: true })
  }

  private foldRun(run: Run): void {
    for (const { node } of run.tasks) this.latestResults.changed(node)
    this.folds.replace(run)
    this.runsChanged()
  }

  private foldEvents(run: RunId, events: readonly (RunEvent | VolatileEvent)[]): void {
    for (const event of events) {
      if ('node' in event) this.latestResults.changed(event.node)
      if (event.type === 'planned') this.latestResults.allChanged()
      if (event.type !== 'task-succeeded' && event.type !== 'gate-opened') continue
      this.takes.outOfDate(event.node)
      if (event.fingerprint) this.latestResults.made(event.fingerprint)
    }
    this.folds.apply(run, events)
    this.runsChanged()
    // what waits for a person, or goes on, is reused, waited for or charged otherwise by the next run
    if (events.some((event) => TURNS.has(event.type))) this.plans.invalidate()
    const ended = events.some((event) => event.type === 'run-ended')
    if (ended && this.store.getState().history) void this.loadHistory()
  }

  private runsChanged(): void {
    const { runs } = this.folds
    if (this.store.getState().runs !== runs) this.store.setState({ runs })
  }

  /** Fetches the list of runs; again after each run while somebody has it open. */
  async loadHistory(): Promise<void> {
    const answer = await this.api.history(this.project)
    this.store.setState(
      'runs' in answer ? { history: answer.runs, historyError: undefined } : { historyError: answer.error },
    )
  }

  private planChanged(plan: PlanState): void {
    const before = this.plannedByNode
    if (plan.fresh && plan.plan) {
      this.plannedByNode = Map.groupBy(plan.plan.tasks, (task) => task.node)
      this.latestResults.planned()
    }
    this.store.setState({ plan })
    if (this.plannedByNode !== before)
      this.keyed.notify(new Set([...before.keys(), ...this.plannedByNode.keys()].map(planKey)))
  }
}
