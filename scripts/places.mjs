import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const packages = ['shared', 'nodes', 'server', 'client']

/** What the launcher remembers of this checkout. It goes when `node_modules` goes. */
export const memory = join(root, 'node_modules', '.reelgraph')

/** The file that starts a tool of ours, to be run by Node itself: no shell, no `.cmd`, on any system. */
export const tool = (name, bin = name, from = root) => {
  const folder = join(from, 'node_modules', name)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin])
}
