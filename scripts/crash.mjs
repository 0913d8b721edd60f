import { inFront } from './children.mjs'
import { environmentOf } from './node.mjs'
import { root, tool } from './places.mjs'
import { Trouble } from './say.mjs'

const USAGE = 'npm run test:crash -- [--kills <how many>] [--seed <which runs>]'

/** Kills the engine in the middle of runs and looks whether anything was paid twice. `--kills` and `--seed` are numbers. */
export const crash = (node, [first, ...rest]) => {
  const args = first === undefined || first === '--' ? rest : [first, ...rest]
  const env = environmentOf(node)
  for (let index = 0; index < args.length; index += 2) {
    const [option, value] = args.slice(index, index + 2)
    if (!['--kills', '--seed'].includes(option) || !/^\d+$/.test(value ?? '')) throw new Trouble(USAGE)
    env[`REELGRAPH_CRASH_${option.slice(2).toUpperCase()}`] = value
  }
  return inFront(node, [tool('vitest'), 'run', '--project', 'crash'], { cwd: root, env })
}
