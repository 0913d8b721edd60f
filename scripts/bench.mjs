import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { inFront } from './children.mjs'
import { environmentOf, heapFlags } from './node.mjs'
import { root } from './places.mjs'
import { Trouble } from './say.mjs'

const benchmarks = () =>
  ['server/bench', 'client/bench']
    .map((folder) => join(root, folder))
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.') && basename(file) !== 'harness.ts')
    .map((file) => ({ name: basename(file, '.ts'), file }))

/** Without a name: the list. With one: that benchmark, `--json` for one object a line. */
export const bench = async (node, [name, ...args]) => {
  const known = benchmarks()
  const list = known.map((one) => `  ${one.name}`).join('\n') || '  none yet'
  if (!name) {
    console.log(`Benchmarks, run with: npm run bench <name>\n${list}`)
    return 0
  }
  const found = known.find((one) => one.name === name)
  if (!found) throw new Trouble(`There is no benchmark "${name}". These exist:\n${list}`)
  return inFront(node, [...heapFlags, found.file, ...args], { cwd: root, env: environmentOf(node) })
}
