import type { Op } from '@reelgraph/shared'

/** The places in a document that an op writes. A wire also counts as written on the two nodes it joins. */
export function writtenPaths(op: Op): readonly string[] {
  switch (op.op) {
    case 'node-add':
      return [`nodes/${op.node.id}`]
    case 'node-remove':
      return [`nodes/${op.id}`]
    case 'edge-add':
      return [`edges/${op.edge.id}`, `nodes/${op.edge.from.node}/#wires`, `nodes/${op.edge.to.node}/#wires`]
    case 'edge-remove':
      return [`edges/${op.id}`]
    case 'set':
      return [op.path.join('/')]
  }
}

const within = (path: string, outer: string) => path === outer || path.startsWith(`${outer}/`)

/** When other people last wrote where, counted in their batches. */
export class ForeignWrites {
  private count = 0
  private readonly last = new Map<string, number>()

  get now(): number {
    return this.count
  }

  note(ops: readonly Op[]): void {
    this.count += 1
    for (const op of ops) for (const path of writtenPaths(op)) this.last.set(path, this.count)
  }

  /** Whether somebody else has written this place, something inside it or what holds it, after `since`. */
  writtenSince(path: string, since: number): boolean {
    if (since === this.count) return false
    for (const [other, at] of this.last) {
      if (at > since && (within(other, path) || within(path, other))) return true
    }
    return false
  }
}
