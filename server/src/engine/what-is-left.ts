import type { Flow, FlowNode } from '@reelgraph/shared'

/** How many tasks of a run have not ended, and of how many nodes nobody knows the tasks. */
export class WhatIsLeft {
  private tasks = 0
  private nodes = 0

  constructor({ nodes }: Flow) {
    for (const { tasks } of nodes) {
      if (!tasks) this.nodes += 1
      for (const { state } of tasks?.values() ?? [])
        if (state === 'waiting' || state === 'ready' || state === 'shown') this.tasks += 1
    }
  }

  get isNothing(): boolean {
    return this.tasks === 0 && this.nodes === 0
  }

  /** Their tasks became known. */
  expanded(nodes: readonly FlowNode[]): void {
    for (const { tasks } of nodes) {
      this.nodes -= 1
      this.tasks += tasks?.size ?? 0
    }
  }

  ended(tasks: number): void {
    this.tasks -= tasks
  }
}
