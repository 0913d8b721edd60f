import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { quietly } from './children.mjs'
import { findNpx, npxSettings } from './npx.mjs'
import { memory, root } from './places.mjs'
import { explain, say, Trouble } from './say.mjs'

const oldest = [22, 18]

/** For the server and its benchmarks: room enough, in MB, that what a step makes and drops is never moved about. */
export const heapFlags = ['--min-semi-space-size=16', '--max-semi-space-size=64']

const note = join(memory, 'node-path')

const isNewEnough = (version) => {
  const [major, minor] = version.split('.').map(Number)
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
}

const remembered = () => {
  if (!existsSync(note)) return undefined
  const path = readFileSync(note, 'utf8')
  return existsSync(path) ? path : undefined
}

const fetchNode = async () => {
  say(
    `This is Node ${process.versions.node}; Reelgraph needs ${oldest.join('.')} or newer. Fetching Node 24 for it (once)…`,
  )
  const args = [findNpx(), '-y', 'node@24', '-p', 'process.execPath']
  const { code, output } = await quietly(process.execPath, args, { cwd: root, env: { ...process.env, ...npxSettings } })
  const path = output.trim().split('\n').at(-1)?.trim() ?? ''
  if (code === 0 && existsSync(path)) return path
  const { cause, next } = explain(output)
  throw new Trouble(`Node 24 could not be fetched: ${cause}. ${next} Or install Node 24 from https://nodejs.org.`)
}

/** The Node that runs Reelgraph: this one where it is new enough, else Node 24 from the npm registry. */
export const findNode = async () => {
  if (isNewEnough(process.versions.node)) return process.execPath
  const known = remembered()
  if (known) return known
  const path = await fetchNode()
  mkdirSync(memory, { recursive: true })
  writeFileSync(note, path)
  return path
}

/** The environment in which `node` and our tools are the right ones, for programs started by programs too. */
export const environmentOf = (node) => ({
  ...process.env,
  PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
})
