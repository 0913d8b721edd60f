import { inFront } from './children.mjs'
import { environmentOf } from './node.mjs'
import { root, tool } from './places.mjs'

/** All tests, or those whose path holds one of the filters. Browser tests are skipped where there is no browser. */
export const test = (node, args) =>
  inFront(node, [tool('vitest'), 'run', ...args], { cwd: root, env: environmentOf(node) })
