import {
  applyRunEvent,
  fromWire,
  newRunState,
  RUN_KEY,
  taskKey,
  type Run,
  type RunEvent,
  type RunId,
  type RunState,
  type TaskState,
  type VolatileEvent,
} from '@reelgraph/shared'
import { isSettled } from './asks.ts'
import { LastTries } from './last-tries.ts'
import { headerOf, type RunHeader } from './run-header.ts'
import type { Keyed } from './keyed.ts'

/** What the run that matters most for this node says of it: one with something left to do there, else the newest. */
export interface NodeRun {
  readonly run: RunId
  /** The run goes on. */
  readonly active: boolean
  /** By position; one with `item: null` outside a list. */
  readonly tasks: readonly TaskState[]
}

interface Fold {
  readonly state: RunState
  /** The task keys of each node. */
  readonly nodes: Map<string, Set<string>>
  /** When each task last changed, by the count of changes. */
  readonly ticks: Map<string, number>
  header: RunHeader | undefined
}

export const keyOf = {
  runs: '#runs',
  run: (run: RunId) => `#run ${run}`,
  node: (node: string) => `#node ${node}`,
  task: (node: string, item: string | null) => taskKey(node, item),
}

// Node ids hold no space, item keys may.
const nodeOfKey = (key: string): string => key.split(' ', 1)[0] ?? key

export const isOver = (status: RunState['status']): boolean =>
  status === 'succeeded' || status === 'partly' || status === 'failed' || status === 'cancelled'

/** Runs folded from their events, and the slices of them that cards read. A slice keeps its identity until it changes. */
export class RunFolds {
  readonly lastTries = new LastTries(this)
  private readonly keyed: Keyed
  private readonly folds = new Map<RunId, Fold>()
  private order: readonly RunId[] = []
  private readonly nodeRuns = new Map<string, NodeRun | undefined>()
  private count = 0

  constructor(keyed: Keyed) {
    this.keyed = keyed
  }

  /** Newest first. */
  get runs(): readonly RunId[] {
    return this.order
  }

  /** Counts changes: a later one has a higher number. */
  get tick(): number {
    return this.count
  }

  state(run: RunId): RunState | undefined {
    return this.folds.get(run)?.state
  }

  hasEnded(run: RunId): boolean {
    const state = this.state(run)
    return state !== undefined && isOver(state.status)
  }

  header(run: RunId): RunHeader | undefined {
    const fold = this.folds.get(run)
    if (!fold) return undefined
    fold.header ??= headerOf(fold.state)
    return fold.header
  }

  /** When a task last changed, to compare with `tick`. */
  tickOf(run: RunId, node: string, item: string | null): number {
    return this.folds.get(run)?.ticks.get(taskKey(node, item)) ?? 0
  }

  nodeRun(node: string): NodeRun | undefined {
    if (!this.nodeRuns.has(node)) this.nodeRuns.set(node, this.findNodeRun(node))
    return this.nodeRuns.get(node)
  }

  /** The tasks of a node in one run, by position. */
  tasksOf(run: RunId, node: string): readonly TaskState[] {
    const fold = this.folds.get(run)
    const tasks = [...(fold?.nodes.get(node) ?? [])].flatMap((key) => fold?.state.tasks.get(key) ?? [])
    return tasks.toSorted((a, b) => a.position - b.position)
  }

  /** All tasks of a run, in the order of its plan. */
  allTasks(run: RunId): readonly TaskState[] {
    return [...(this.folds.get(run)?.state.tasks.values() ?? [])]
  }

  /** A whole run: new, or instead of what was known of it. */
  replace(run: Run): void {
    const before = this.folds.get(run.id)
    const fold: Fold = { state: fromWire(run), nodes: new Map(), ticks: new Map(), header: undefined }
    this.folds.set(run.id, fold)
    this.sort()
    const keys = new Set([...(before?.state.tasks.keys() ?? []), ...fold.state.tasks.keys()])
    this.changed(run.id, [RUN_KEY, ...keys])
  }

  apply(run: RunId, events: readonly (RunEvent | VolatileEvent)[]): void {
    const keys = new Set<string>()
    for (const event of events) {
      if (event.type === 'run-created' && !this.folds.has(run)) {
        this.folds.set(run, { state: newRunState(event), nodes: new Map(), ticks: new Map(), header: undefined })
        this.sort()
        keys.add(RUN_KEY)
      }
      const fold = this.folds.get(run)
      if (fold) for (const key of applyRunEvent(fold.state, event)) keys.add(key)
    }
    if (keys.size > 0) this.changed(run, keys)
  }

  private sort(): void {
    const states = [...this.folds.values()].map((fold) => fold.state)
    this.order = states.toSorted((a, b) => b.createdAt - a.createdAt).map((state) => state.id)
  }

  private changed(run: RunId, keys: Iterable<string>): void {
    const fold = this.folds.get(run)
    if (!fold) return
    this.count += 1
    const nodes = new Set<string>()
    const notices = new Set<string>([keyOf.run(run), keyOf.runs])
    // A bar of totals is worked out once per frame of events, and only where one is shown.
    fold.header = undefined
    for (const key of keys) {
      if (key === RUN_KEY) {
        // Whether a run goes on is part of what its cards show.
        for (const node of fold.nodes.keys()) nodes.add(node)
        continue
      }
      const node = nodeOfKey(key)
      nodes.add(node)
      notices.add(key)
      const ofNode = fold.nodes.get(node) ?? new Set()
      if (fold.state.tasks.has(key)) ofNode.add(key)
      else ofNode.delete(key)
      fold.nodes.set(node, ofNode)
      fold.ticks.set(key, this.count)
    }
    for (const node of nodes) {
      this.nodeRuns.delete(node)
      this.lastTries.changed(node)
      notices.add(keyOf.node(node))
    }
    this.keyed.notify(notices)
  }

  private findNodeRun(node: string): NodeRun | undefined {
    let newest: NodeRun | undefined
    for (const run of this.order) {
      const fold = this.folds.get(run)
      if (!fold || (fold.nodes.get(node)?.size ?? 0) === 0) continue
      const active = !isOver(fold.state.status)
      if (!active && newest) continue
      const found = { run, active, tasks: this.tasksOf(run, node) }
      // A run that waits for a person may be older than one that has ended since; it is not to be lost from sight.
      if (active && found.tasks.some((task) => !isSettled(task))) return found
      newest ??= found
    }
    return newest
  }
}
