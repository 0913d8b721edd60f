import { existsSync, realpathSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { Trouble } from './say.mjs'

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .filter(existsSync)

/** npx as a file for Node to run: on Windows `npx.cmd` would need a shell, and a shell breaks on spaces in paths. */
export const findNpx = () => {
  const running = process.env.npm_execpath ?? ''
  const home = dirname(process.execPath)
  const places = [
    ...(basename(running) === 'npm-cli.js' ? [join(dirname(running), 'npx-cli.js')] : []),
    join(home, 'node_modules', 'npm', 'bin', 'npx-cli.js'),
    join(home, '..', 'lib', 'node_modules', 'npm', 'bin', 'npx-cli.js'),
    ...onPath('npx').map((link) => realpathSync(link)),
    ...onPath('npx.cmd').map((command) => join(dirname(command), 'node_modules', 'npm', 'bin', 'npx-cli.js')),
  ]
  const found = places.find((place) => place.endsWith('npx-cli.js') && existsSync(place))
  if (found) return found
  throw new Trouble(
    'npm was not found on this machine. Install Node 24 with npm from https://nodejs.org, then try again.',
  )
}

/** npx gives up after seconds instead of minutes where there is no network, and asks nothing it has in its cache. */
export const npxSettings = {
  npm_config_prefer_offline: 'true',
  npm_config_fetch_retries: '2',
  npm_config_fetch_retry_mintimeout: '1000',
  npm_config_fetch_retry_maxtimeout: '4000',
}
