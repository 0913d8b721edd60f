import type { Fingerprint, PlannedTask, RunId, StoredResult, TaskState } from '@reelgraph/shared'
import { latestOf, type LatestItem } from './latest.ts'
import type { RunFolds } from './run-folds.ts'

interface Options {
  readonly folds: RunFolds
  planned(node: string): readonly PlannedTask[]
  /** Newest first, of all items. */
  stored(node: string): readonly StoredResult[] | undefined
}

/** The last result of each node and item, from runs, the plan and what is stored; worked out when somebody looks. */
export class LatestResults {
  private readonly options: Options
  private readonly known = new Map<string, readonly LatestItem[]>()
  /** Results that a person dropped: runs still tell of them. */
  private readonly dropped = new Set<string>()
  private planTick = 0

  constructor(options: Options) {
    this.options = options
  }

  of(node: string): readonly LatestItem[] {
    const known = this.known.get(node)
    if (known) return known
    const { folds, planned, stored } = this.options
    const runs = folds.runs.map((run) => folds.tasksOf(run, node).map(this.withoutDropped))
    const byTask = new Map(folds.runs.flatMap((run, index) => (runs[index] ?? []).map((task) => [task, run] as const)))
    const latest = latestOf({
      planned: planned(node),
      runs,
      stored: stored(node) ?? [],
      isNewerThanPlan: (task) => folds.tickOf(byTask.get(task) ?? ('' as RunId), task.node, task.item) > this.planTick, // no run has the empty id
    })
    this.known.set(node, latest)
    return latest
  }

  changed(node: string): void {
    this.known.delete(node)
  }

  allChanged(): void {
    this.known.clear()
  }

  /** There is a plan of what the project is now: what changes from here on is newer. */
  planned(): void {
    this.planTick = this.options.folds.tick
    this.known.clear()
  }

  made(result: Fingerprint): void {
    this.dropped.delete(result)
  }

  forgotten(node: string, result: Fingerprint): void {
    this.dropped.add(result)
    this.known.delete(node)
  }

  private readonly withoutDropped = (task: TaskState): TaskState => {
    if (task.fingerprint === undefined || !this.dropped.has(task.fingerprint)) return task
    const { outputs, fingerprint, ...rest } = task
    void [outputs, fingerprint]
    return rest
  }
}
