import type { RunId, TaskState, VainTry } from '@reelgraph/shared'
import { wasStopped } from './was-stopped.ts'

const NONE: readonly VainTry[] = []

interface KnownRuns {
  /** Newest first. */
  readonly runs: readonly RunId[]
  hasEnded(run: RunId): boolean
  tasksOf(run: RunId, node: string): readonly TaskState[]
  nodeRun(node: string): { readonly active: boolean; readonly tasks: readonly TaskState[] } | undefined
}

/**
 * How the last try at each item of a node ended that its newest run says nothing of: in a run before, whether that is known as a
 * whole or is told of by the server alone. Worked out when somebody looks.
 */
export class LastTries {
  private readonly known: KnownRuns
  private readonly found = new Map<string, readonly VainTry[]>()
  private told: ReadonlyMap<string, readonly VainTry[]> = new Map()

  constructor(known: KnownRuns) {
    this.known = known
  }

  of(node: string): readonly VainTry[] {
    const found = this.found.get(node)
    if (found) return found
    const tries = this.find(node)
    this.found.set(node, tries)
    return tries
  }

  changed(node: string): void {
    this.found.delete(node)
  }

  /** @returns the nodes about which there may be something else to say. */
  replace(told: readonly VainTry[]): ReadonlySet<string> {
    const before = this.told
    this.told = Map.groupBy(told, ({ task }) => task.node)
    this.found.clear()
    return new Set([...before.keys(), ...this.told.keys()])
  }

  private find(node: string): readonly VainTry[] {
    const { known } = this
    const newest = known.nodeRun(node)
    const byItem = new Map<string | null, VainTry>()
    for (const run of known.runs) {
      if (!known.hasEnded(run)) continue
      for (const task of known.tasksOf(run, node))
        if (wasTried(task) && !byItem.has(task.item)) byItem.set(task.item, { run, task })
    }
    for (const one of this.told.get(node) ?? []) {
      const other = byItem.get(one.task.item)
      if (!other || endOf(one) > endOf(other)) byItem.set(one.task.item, one)
    }
    const left = [...byItem.values()].filter((one) => {
      const said = newest?.tasks.find(({ item }) => item === one.task.item)
      if (!said || !speaks(said)) return true
      return newest?.active === false && endOf(one) > (said.endedAt ?? 0)
    })
    return left.length === 0 ? NONE : left
  }
}

/** What takes no part in a run, or never began in it, leaves what was said before. */
const speaks = (task: TaskState): boolean => task.status !== 'off' && (task.status !== 'cancelled' || wasTried(task))

const wasTried = (task: TaskState): boolean => {
  if (task.status === 'succeeded' || task.status === 'failed') return !task.reused || task.status === 'failed'
  return wasStopped(task)
}

const endOf = ({ task }: VainTry): number => task.endedAt ?? 0
