import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.mjs'
import { Trouble } from './say.mjs'

const SETTINGS = join(root, '.env.example')

const help = () => `Reelgraph, a visual node-graph editor for AI film making.

  npm start           builds the interface if its sources changed, and starts the server
  npm start -- --help this

It takes no other arguments. What can be set is set in the environment, in .env or in .env.local:

${settings()}`

/** The settings as .env.example has them, without the sentence that says what that file is. */
const settings = () => {
  const [, ...lines] = readFileSync(SETTINGS, 'utf8').trimEnd().split('\n')
  return lines
    .join('\n')
    .trim()
    .replaceAll(/^# ?([A-Z_]+=.*)$/gm, '    $1')
    .replaceAll(/^# ?/gm, '  ')
}

/**
 * Says what can be set, where that is asked for: then there is nothing to start.
 * @throws `Trouble` for an argument that nobody reads.
 */
export const helped = (args) => {
  if (args.some((arg) => arg === '--help' || arg === '-h')) {
    process.stdout.write(`${help()}\n`)
    return true
  }
  const [unknown] = args
  if (unknown !== undefined) throw new Trouble(`There is no “${unknown}”. npm start -- --help says what can be set.`)
  return false
}
