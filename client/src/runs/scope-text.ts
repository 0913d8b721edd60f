import type { Scope } from '@reelgraph/shared'
import type { NameOf } from './node-names.ts'

/** What a run is for: `everything`, `up to “Film”`, `2 items of “Shots”`. */
export const scopeText = (scope: Scope, nameOf: NameOf): string => {
  const titles = (nodes: readonly string[]): string => {
    const [first = ''] = nodes
    return nodes.length === 1 ? `“${nameOf(first).title}”` : `${nodes.length} nodes`
  }
  switch (scope.of) {
    case 'all':
      return 'everything'
    case 'to':
      return `up to ${titles(scope.nodes)}`
    case 'only':
      return `only ${titles(scope.nodes)}`
    case 'from':
      return `from ${titles(scope.nodes)} on`
    case 'items':
      return `${scope.items.length} ${scope.items.length === 1 ? 'item' : 'items'} of “${nameOf(scope.node).title}”`
  }
}
