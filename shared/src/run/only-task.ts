import type { FlowTask } from './flow-parts.ts'

/** The task of a node that runs once, under the key `null`: of most nodes, and a Map would be larger than the task. */
export class OnlyTask implements ReadonlyMap<string | null, FlowTask> {
  readonly size = 1
  private readonly task: FlowTask

  constructor(task: FlowTask) {
    this.task = task
  }

  get(key: string | null): FlowTask | undefined {
    return key === null ? this.task : undefined
  }

  has(key: string | null): boolean {
    return key === null
  }

  keys(): ArrayIterator<null> {
    return [null].values()
  }

  values(): ArrayIterator<FlowTask> {
    return [this.task].values()
  }

  entries(): ArrayIterator<[null, FlowTask]> {
    const all: [null, FlowTask][] = [[null, this.task]]
    return all.values()
  }

  forEach(visit: (task: FlowTask, key: null, all: ReadonlyMap<string | null, FlowTask>) => void): void {
    visit(this.task, null, this)
  }

  [Symbol.iterator](): ArrayIterator<[null, FlowTask]> {
    return this.entries()
  }
}
