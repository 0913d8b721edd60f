import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { quietly } from './children.mjs'
import { fingerprint, readStamp } from './fingerprint.mjs'
import { environmentOf } from './node.mjs'
import { root, tool } from './places.mjs'
import { lastLines, say, Trouble } from './say.mjs'

const client = join(root, 'client')
const stamp = join(client, 'dist', '.built-from')

const sources = [
  'client/src',
  'client/public',
  'client/index.html',
  'client/vite.config.ts',
  'client/package.json',
  'nodes/src',
  'shared/src',
  'pnpm-lock.yaml',
]

/** Builds the interface into `client/dist` when what it is made of has changed since the last time. */
export const ensureClient = async (node) => {
  const now = fingerprint(root, sources)
  if (readStamp(stamp) === now && existsSync(join(client, 'dist', 'index.html'))) return
  say('Building the interface…')
  const { code, output } = await quietly(node, [tool('vite', 'vite', client), 'build'], {
    cwd: client,
    // Asked for from a test run, it would otherwise be React's slow development build.
    env: { ...environmentOf(node), NODE_ENV: 'production' },
  })
  if (code !== 0) {
    say(lastLines(output, 30))
    throw new Trouble('The interface could not be built: see the lines above.')
  }
  writeFileSync(stamp, now)
}
