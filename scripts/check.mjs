import { availableParallelism, cpus } from 'node:os'
import { quietly } from './children.mjs'
import { environmentOf } from './node.mjs'
import { packages, root, tool } from './places.mjs'
import { say } from './say.mjs'

const parts = ({ tests }) => [
  ...(tests ? [{ name: 'unit tests', args: [tool('vitest'), 'run', '--project', '!e2e', '--project', '!crash'] }] : []),
  { name: 'lint', args: [tool('oxlint'), '--type-aware', '--deny-warnings'] },
  ...[...packages, 'client/e2e'].map((name) => ({
    name: `types of ${name}`,
    args: [tool('typescript', 'tsc'), '-p', name],
  })),
  { name: 'unused code', args: [tool('knip'), '--no-progress'] },
  { name: 'format', args: [tool('oxfmt'), '--check'] },
]

const runPart = async ({ name, args }, node) => {
  const since = performance.now()
  const { code, output } = await quietly(node, args, { cwd: root, env: { ...environmentOf(node), NO_COLOR: '1' } })
  const seconds = ((performance.now() - since) / 1000).toFixed(1)
  say(`${code === 0 ? '✓' : '✗'} ${name.padEnd(20)} ${seconds.padStart(5)} s`)
  return { name, ok: code === 0, output }
}

const cores = () => availableParallelism?.() ?? cpus().length

/** Everything that can be known without a browser and without killing anybody, a few parts at once. Gives how each part ended. */
export const runChecks = async (node, { tests }) => {
  const waiting = parts({ tests })
  const results = []
  const worker = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) results.push(await runPart(part, node))
  }
  await Promise.all(Array.from({ length: Math.max(2, Math.min(4, cores())) }, worker))
  for (const { name, output } of results.filter(({ ok }) => !ok)) say(`\n── ${name} ──\n${output.trim()}`)
  return results
}

export const check = async (node) => {
  const results = await runChecks(node, { tests: true })
  const failed = results.filter(({ ok }) => !ok).map(({ name }) => name)
  say(failed.length === 0 ? `\nAll ${results.length} checks pass.` : `\nFailed: ${failed.join(', ')}.`)
  return failed.length === 0 ? 0 : 1
}
