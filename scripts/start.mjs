import { join } from 'node:path'
import { inFront, together } from './children.mjs'
import { environmentOf, heapFlags } from './node.mjs'
import { root, tool } from './places.mjs'
import { say } from './say.mjs'

const main = join('server', 'src', 'main.ts')

/** The server, which serves the interface too. */
export const start = (node, args) =>
  inFront(node, [...heapFlags, main, ...args], { cwd: root, env: environmentOf(node) })

/** The server, started again with every change of its code, and the interface, which takes changes while it is open. */
export const develop = (node, args) => {
  const env = environmentOf(node)
  const open = env.BROWSER === 'none' ? [] : ['--open']
  say('Development: open http://127.0.0.1:5173 when both are up.')
  return together([
    {
      program: node,
      args: [...heapFlags, '--watch', main, '--dev', ...args],
      cwd: root,
      env: { ...env, BROWSER: 'none' },
    },
    { program: node, args: [tool('vite', 'vite', join(root, 'client')), ...open], cwd: join(root, 'client'), env },
  ])
}
