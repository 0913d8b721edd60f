import type { Edge, Scope } from '@reelgraph/shared'

interface Place {
  readonly node: string
  readonly item: string | null
}

/** Whether a run of this scope makes something there, or only builds on what is stored of it. */
export const inScope = (scope: Scope, { node, item }: Place, edges: readonly Edge[]): boolean => {
  switch (scope.of) {
    case 'all':
      return true
    case 'only':
      return scope.nodes.some((one) => one === node)
    case 'items':
      return scope.node === node && (item === null || scope.items.includes(item))
    case 'from':
      return reached(scope.nodes, edges, ({ from, to }) => [from.node, to.node]).has(node)
    case 'to':
      return reached(scope.nodes, edges, ({ from, to }) => [to.node, from.node]).has(node)
  }
}

const reached = (
  starts: readonly string[],
  edges: readonly Edge[],
  wayOf: (edge: Edge) => readonly [string, string],
): ReadonlySet<string> => {
  const found = new Set(starts)
  for (const place of found)
    for (const edge of edges) {
      const [near, far] = wayOf(edge)
      if (near === place) found.add(far)
    }
  return found
}
