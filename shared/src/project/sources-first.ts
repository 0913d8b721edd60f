import type { Edge } from './document.ts'

/** The wires into each node, by node id. */
export type Incoming = ReadonlyMap<string, readonly Edge[]>

/** Sources before what they feed, or nothing where the wires make a circle. */
export const sourcesFirst = (ids: readonly string[], incoming: Incoming): readonly string[] | undefined => {
  const state = new Map<string, 'open' | 'done'>()
  const order: string[] = []
  const stack: { readonly id: string; next: number }[] = []
  for (const start of ids) {
    if (state.has(start)) continue
    state.set(start, 'open')
    stack.push({ id: start, next: 0 })
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const source = incoming.get(top.id)?.[top.next++]?.from.node
      if (source === undefined) {
        state.set(top.id, 'done')
        order.push(top.id)
        stack.pop()
        continue
      }
      const seen = state.get(source)
      if (seen === 'open') return undefined
      if (seen) continue
      state.set(source, 'open')
      stack.push({ id: source, next: 0 })
    }
  }
  return order
}
