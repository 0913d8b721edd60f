import type { Graph, Node } from '@reelgraph/shared'
import type { SizeOf } from '../document/edits/arrange.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

interface Walk {
  readonly direction: Direction
  readonly sizeOf: SizeOf
}

/** The node an arrow key leads to: along a wire if there is one, else the nearest that way. Without a start the first. */
export const walkFrom = (graph: Graph, from: string | undefined, { direction, sizeOf }: Walk): string | undefined => {
  const nodes = Object.values(graph.nodes)
  const start = from === undefined ? undefined : graph.nodes[from]
  if (!start) return nodes.toSorted((a, b) => a.x - b.x || a.y - b.y)[0]?.id
  const centre = (node: Node) => ({ x: node.x + sizeOf(node).width / 2, y: node.y + sizeOf(node).height / 2 })
  const here = centre(start)
  const distance = (node: Node): number => {
    const there = centre(node)
    const [dx, dy] = [there.x - here.x, there.y - here.y]
    const [along, across] =
      direction === 'left' ? [-dx, dy] : direction === 'right' ? [dx, dy] : direction === 'up' ? [-dy, dx] : [dy, dx]
    // What lies off to the side is further away than it looks.
    return along <= 0 ? Infinity : along + 2 * Math.abs(across)
  }
  const wired = Object.values(graph.edges).flatMap((edge) => {
    if (direction === 'left' && edge.to.node === start.id) return graph.nodes[edge.from.node] ?? []
    if (direction === 'right' && edge.from.node === start.id) return graph.nodes[edge.to.node] ?? []
    return []
  })
  const near = (list: readonly Node[]) => list.toSorted((a, b) => distance(a) - distance(b))[0]
  if (wired.length > 0) return near(wired)?.id
  const next = near(nodes.filter((node) => node !== start && distance(node) < Infinity))
  return next?.id
}
