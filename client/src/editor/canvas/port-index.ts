import type { Edge } from '@reelgraph/shared'

interface Connected {
  readonly inputs: Set<string>
  readonly outputs: Set<string>
  text: string | undefined
}

const known = new WeakMap<Readonly<Record<string, Edge>>, Map<string, Connected>>()

const indexOf = (edges: Readonly<Record<string, Edge>>): Map<string, Connected> => {
  const before = known.get(edges)
  if (before) return before
  const index = new Map<string, Connected>()
  const entryOf = (node: string): Connected => {
    const entry = index.get(node) ?? { inputs: new Set(), outputs: new Set(), text: undefined }
    index.set(node, entry)
    return entry
  }
  for (const { from, to } of Object.values(edges)) {
    entryOf(from.node).outputs.add(from.port)
    entryOf(to.node).inputs.add(to.port)
  }
  known.set(edges, index)
  return index
}

const NONE = '[[],[]]'

/** The connected ports of a node as text, so that a card can tell by `===` whether they changed. Read with `readPorts`. */
export const connectedPorts = (edges: Readonly<Record<string, Edge>>, node: string): string => {
  const entry = indexOf(edges).get(node)
  if (!entry) return NONE
  entry.text ??= JSON.stringify([[...entry.inputs].toSorted(), [...entry.outputs].toSorted()])
  return entry.text
}

export const readPorts = (
  text: string,
): { readonly inputs: readonly string[]; readonly outputs: readonly string[] } => {
  const [inputs, outputs] = JSON.parse(text) as [string[], string[]] // written by connectedPorts
  return { inputs, outputs }
}
