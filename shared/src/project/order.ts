import { generateKeyBetween } from 'fractional-indexing'
import type { Edge, Graph } from './document.ts'

/** By `order`, ties by id: the same for everybody. */
export const byOrder = (a: Edge, b: Edge): number =>
  a.order === b.order ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.order < b.order ? -1 : 1

/** The wires into one port, in their order. */
export const wiresInto = (graph: Graph, node: string, port: string): readonly Edge[] =>
  Object.values(graph.edges)
    .filter((edge) => edge.to.node === node && edge.to.port === port)
    .toSorted(byOrder)

/** An order behind every wire of that port. */
export const orderAtEnd = (graph: Graph, node: string, port: string): string =>
  orderBetween(wiresInto(graph, node, port).at(-1), undefined)

/**
 * An order between two neighbours; `undefined` is the start or the end. Where nothing lies between (two wires may share an order,
 * and one written by hand may be no fractional index) it is right behind `before`.
 */
export const orderBetween = (before: Edge | undefined, after: Edge | undefined): string => {
  try {
    return generateKeyBetween(before?.order ?? null, after?.order ?? null)
  } catch {
    return before ? `${before.order}V` : generateKeyBetween(null, null)
  }
}
