import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { quietly } from './children.mjs'
import { fingerprint, readStamp } from './fingerprint.mjs'
import { environmentOf } from './node.mjs'
import { findNpx, npxSettings } from './npx.mjs'
import { memory, packages, root } from './places.mjs'
import { explain, say, Trouble } from './say.mjs'

const pnpm = 'pnpm@12.21.0'
// a minute between its tries would look like a hang where there is no network
const patience = { pnpm_config_fetch_retry_mintimeout: '1000', pnpm_config_fetch_retry_maxtimeout: '5000' }
const stamp = join(memory, 'installed')

const wanted = () => {
  const names = [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    ...packages.map((name) => `${name}/package.json`),
  ]
  return `${process.platform}-${process.arch} ${fingerprint(root, names)}`
}

const isInstalled = () =>
  readStamp(stamp) === wanted() && packages.every((name) => existsSync(join(root, name, 'node_modules')))

/** Installs exactly what the lockfile says, when that has changed since the last time. */
export const ensurePackages = async (node) => {
  if (isInstalled()) return
  say(existsSync(stamp) ? 'Updating packages…' : 'Installing packages (first start only, about a minute)…')
  const args = [findNpx(), '-y', pnpm, 'install', '--frozen-lockfile', '--prod=false', '--reporter=append-only']
  // CI: it asks nothing. Development packages are needed whatever NODE_ENV says: they build the interface.
  const env = { ...environmentOf(node), ...npxSettings, ...patience, CI: 'true', NODE_ENV: 'development' }
  const { code, output } = await quietly(node, args, { cwd: root, env })
  if (code !== 0) throw failure(output)
  mkdirSync(memory, { recursive: true })
  writeFileSync(stamp, wanted())
}

const failure = (output) => {
  if (output.includes('OUTDATED_LOCKFILE')) {
    return new Trouble(`The lockfile does not fit a package.json. Run "npx ${pnpm} install", then try again.`)
  }
  const { cause, next } = explain(output)
  return new Trouble(`The packages could not be installed: ${cause}. ${next}`)
}
